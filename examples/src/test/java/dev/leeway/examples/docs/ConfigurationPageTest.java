package dev.leeway.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.leeway.config.Configuration;
import dev.leeway.judgement.Check;
import dev.leeway.judgement.FixedPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/reference/configuration.md shows is read as it says, and lists every setting that there is. */
class ConfigurationPageTest {

  private static String page() throws IOException {
    return Files.readString(Path.of("../docs/reference/configuration.md"));
  }

  private static String fence(String language) throws IOException {
    Matcher matcher =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(page());
    assertThat(matcher.find()).as("a fence of %s", language).isTrue();
    return matcher.group(1);
  }

  @Test
  void bothExamplesSayTheSame() throws IOException {
    Configuration json = Configuration.ofJson(fence("json"), "page.json");
    Configuration properties = Configuration.ofProperties(fence("properties"), "page.properties");
    assertThat(json.name()).isEqualTo("credit-risk").isEqualTo(properties.name());
    assertThat(json.windows()).hasSize(3).isEqualTo(properties.windows());
    assertThat(json.rolling()).isNotNull().isEqualTo(properties.rolling());
    assertThat(json.sample()).isEqualTo(0.1).isEqualTo(properties.sample());
    for (Check check : Check.values()) {
      assertThat(((FixedPolicy) json.policy()).limit(check))
          .isEqualTo(((FixedPolicy) properties.policy()).limit(check));
    }
    assertThat(json.policy().minimumRows()).isEqualTo(500);
  }

  @Test
  void everySettingStandsInTheTable() throws IOException {
    String message =
        catchThrowable(() -> Configuration.ofJson("{\"x\": 1}", "page.json")).getMessage();
    String[] settings = message
        .substring(message.indexOf("There are: ") + 11, message.length() - 1)
        .split(", ");
    assertThat(settings).hasSizeGreaterThan(15);
    for (String setting : settings) {
      String shown = setting.endsWith(".critical") ? "`.critical`" : "`" + setting + "`";
      if (setting.equals("policy.critical")) {
        shown = "`policy.critical`";
      }
      assertThat(page()).as(setting).contains(shown);
      assertThat(page()).contains("`" + setting.replaceFirst("\\.critical$", ".warning") + "`");
    }
  }

  @Test
  void theShownMessageIsTheOneThatComes() throws IOException {
    assertThat(page())
        .contains(
            "leeway.properties, line 3: there is no setting 'polcy.warning'; did you mean 'policy.warning'? There are: …");
    assertThatThrownBy(
            () -> Configuration.ofProperties("#\n\nleeway.polcy.warning=1\n", "leeway.properties"))
        .hasMessageStartingWith(
            "leeway.properties, line 3: there is no setting 'polcy.warning'; did you mean 'policy.warning'? There are: ");
  }
}
