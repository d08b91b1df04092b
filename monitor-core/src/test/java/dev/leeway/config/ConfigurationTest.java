package dev.leeway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.Monitor;
import dev.leeway.baseline.Baseline;
import dev.leeway.convention.Convention;
import dev.leeway.judgement.AlertPolicy;
import dev.leeway.judgement.Check;
import dev.leeway.judgement.FixedPolicy;
import dev.leeway.schema.Schema;
import dev.leeway.window.WindowPolicy;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {

  private static final String JSON = """
      {
        "format": "leeway-policy/1",
        "name": "credit-risk",
        "windows": ["24h/24", "1h/12", "30d/30"],
        "rolling": "7d/7",
        "zone": "Europe/Berlin",
        "sample": 0.25,
        "hide_values": true,
        "convention": "leeway",
        "close_within": "10s",
        "policy": {
          "kind": "fixed",
          "statistic": "ks",
          "warning": 0.05,
          "critical": 0.2,
          "minimum_rows": 500,
          "missing": {"warning": 0.03, "critical": 0.3},
          "unreadable": {"critical": 0.4},
          "unseen": {"warning": 0.001},
          "out_of_range": {"warning": 0.002, "critical": 0.02}
        }
      }
      """;

  private static final String PROPERTIES = """
      # the same as properties
      spring.application.name=credit
      leeway.name=credit-risk
      leeway.windows = 24h/24, 1h/12, \\
          30d/30
      leeway.rolling=7d/7
      leeway.zone=Europe/Berlin
      leeway.sample=0.25
      leeway.hide_values=true
      leeway.convention=leeway
      leeway.close_within=PT10S
      leeway.policy.kind=fixed
      leeway.policy.statistic=ks
      leeway.policy.warning=0.05
      leeway.policy.critical=0.2
      leeway.policy.minimum_rows=500
      leeway.policy.missing.warning=0.03
      leeway.policy.missing.critical=0.3
      leeway.policy.unreadable.critical=0.4
      leeway.policy.unseen.warning=0.001
      leeway.policy.out_of_range.warning=0.002
      leeway.policy.out_of_range.critical=0.02
      """;

  private static void hasAll(Configuration configuration) {
    ZoneId zone = ZoneId.of("Europe/Berlin");
    assertThat(configuration.name()).isEqualTo("credit-risk");
    assertThat(configuration.hidesValues()).isTrue();
    assertThat(configuration.windows())
        .containsExactly(
            WindowPolicy.lasting(Duration.ofHours(24)).inPanes(24).inZone(zone),
            WindowPolicy.lasting(Duration.ofHours(1)).inPanes(12).inZone(zone),
            WindowPolicy.lasting(Duration.ofDays(30)).inPanes(30).inZone(zone));
    assertThat(configuration.rolling())
        .isEqualTo(WindowPolicy.lasting(Duration.ofDays(7)).inPanes(7).inZone(zone));
    assertThat(configuration.sample()).isEqualTo(0.25);
    assertThat(configuration.closeWithin()).isEqualTo(Duration.ofSeconds(10));
    FixedPolicy policy = (FixedPolicy) configuration.policy();
    assertThat(policy.statistic().name()).isEqualTo("ks");
    assertThat(policy.minimumRows()).isEqualTo(500);
    limits(policy, Check.DRIFT, 0.05, 0.2);
    limits(policy, Check.PREDICTION_DRIFT, 0.05, 0.2);
    limits(policy, Check.MISSING, 0.03, 0.3);
    limits(policy, Check.UNREADABLE, 0.02, 0.4);
    limits(policy, Check.UNSEEN, 0.001, 0.1);
    limits(policy, Check.OUT_OF_RANGE, 0.002, 0.02);
  }

  private static void limits(FixedPolicy policy, Check check, double warning, double critical) {
    assertThat(policy.limit(check).warning()).as(check.key()).isEqualTo(warning);
    assertThat(policy.limit(check).critical()).as(check.key()).isEqualTo(critical);
  }

  @Test
  void jsonAndPropertiesSayTheSame(@TempDir Path directory) throws Exception {
    hasAll(Configuration.ofJson(JSON, "policy.json"));
    hasAll(Configuration.ofProperties(PROPERTIES, "leeway.properties"));
    Path json = Files.writeString(directory.resolve("policy.JSON"), JSON);
    Path properties = Files.writeString(directory.resolve("leeway.properties"), PROPERTIES);
    hasAll(Configuration.read(json));
    hasAll(Configuration.read(properties));
  }

  @Test
  void whatIsNotSaidHasItsDefault() {
    for (Configuration empty : List.of(
        Configuration.ofJson("{}", "p.json"),
        Configuration.ofProperties("", "p"),
        Configuration.ofMap(Map.of("other", "x"), "system properties"))) {
      assertThat(empty.name()).isNull();
      assertThat(empty.windows()).isEmpty();
      assertThat(empty.rolling()).isNull();
      assertThat(empty.sample()).isEqualTo(1);
      assertThat(empty.closeWithin()).isNull();
      FixedPolicy policy = (FixedPolicy) empty.policy();
      for (Check check : Check.values()) {
        assertThat(policy.limit(check)).isEqualTo(AlertPolicy.fixed().limit(check));
      }
    }
  }

  @Test
  void aMonitorTakesItOver() {
    Schema<Double> schema = Schema.<Double>builder().numeric("x", x -> x).build();
    List<Double> rows = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      rows.add(i * 1.0);
    }
    Baseline baseline = Baseline.fit(schema, rows).build();
    try (Monitor<Double> monitor = Monitor.builder(schema, baseline)
        .configure(Configuration.ofJson(JSON, "policy.json"))
        .executor(Runnable::run)
        .build()) {
      assertThat(monitor.name()).isEqualTo("credit-risk");
      assertThat(monitor.windowNames()).containsExactly("24h", "1h", "30d", "7d-previous");
      assertThat(monitor.sampling()).isEqualTo(0.25);
      assertThat(monitor.evaluate("1h").policy()).isEqualTo("fixed");
    }
    try (Monitor<Double> monitor = Monitor.builder(schema, baseline)
        .window(WindowPolicy.ofRecords(400).tumbling())
        .configure(Configuration.ofProperties("leeway.policy.warning=0.07", "p"))
        .executor(Runnable::run)
        .build()) {
      assertThat(monitor.windowNames()).as("what is not said stays").containsExactly("400");
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      {"polcy": {"warning": 1}}                  | line 1: there is no setting 'polcy.warning'; did you mean 'policy.warning'?
      {"window": "24h"}                          | did you mean 'windows'?
      {"policy": {"minimum-rows": 300}}          | did you mean 'policy.minimum_rows'?
      {"policy": {"mising": {"warning": 0.1}}}   | did you mean 'policy.missing.warning'?
      {"Sample": 0.1}                            | did you mean 'sample'?
      {"policy": {"false_alarms": 1}}            | There are: format, name, windows
      {"format": "leeway-policy/2"}              | 'format' should be 'leeway-policy/1'
      {"windows": "24 hours"}                    | 'windows' should be a length and a number of panes, such as 24h/24
      {"windows": ["24h/7"]}                     | cannot be cut into 7 equal panes
      {"windows": ["24h/24", "36h/8"]}           | do not divide
      {"windows": []}                            | 'windows' should be a length
      {"windows": ["1h/12/3"]}                   | 'windows' should be a length
      {"windows": [["1h"]]}                      | 'windows' should be a list of plain values
      {"windows": "0"}                           | at least 1 of either
      {"rolling": "99999999999999999999d"}       | 'rolling' should be a length
      {"rolling": "9223372036854775807s"}        | longer than milliseconds can count
      {"zone": "Middle-earth/Shire"}             | 'zone' should be a zone such as Europe/Berlin
      {"sample": 0}                              | 'sample' should be a share above 0 and at most 1, but is '0'
      {"sample": "a tenth"}                      | 'sample' should be a number
      {"hide_values": "maybe"}                  | 'hide_values' should be true or false, but is 'maybe'
      {"close_within": "soon"}                   | 'close_within' should be a duration such as 500ms
      {"close_within": "PT-1S"}                  | 'close_within' should be a duration
      {"name": null}                             | 'name' should be a value
      {"name": " "}                              | 'name' should be a text
      {"policy": {"kind": "budget"}}             | 'policy.kind' should be 'fixed'
      {"policy": {"statistic": "psy"}}           | 'policy.statistic' should be one of [psi,
      {"policy": {"statistic": "ks"}}            | limits on ks have no default
      {"policy": {"warning": 0.3}}               | policy.warning (0.3) lies above policy.critical (0.25)
      {"policy": {"warning": -1}}                | should be a number, 0 or more
      {"policy": {"warning": 0}}                | should be a number above 0
      {"polcy": {}}                              | there is no setting 'polcy'
      {"policy": {"warning": 1e999}}             | should be a number, 0 or more
      {"policy": {"minimum_rows": 10}}           | at least 50 rows
      {"policy": {"minimum_rows": "many"}}       | should be a whole number
      {"convention": "evidently"}                | call Convention.EVIDENTLY.compare
      {"convention": "mine"}                     | 'convention' should be 'leeway'
      {"name": "a", "name": "b"}                 | Duplicate field 'name'
      {"name": "a"} {}                           | more text after the end
      [1]                                        | settings are one JSON object
      {"name": "a",                              | no sound JSON
      """)
  void whatIsWrongIsRefusedWithItsPlace(String json, String message) {
    assertThatThrownBy(() -> Configuration.ofJson(json, "policy.json"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("policy.json, line 1: ")
        .hasMessageContaining(message);
  }

  @Test
  void theLineIsTheOneThatIsWrong() {
    assertThatThrownBy(
            () -> Configuration.ofJson(JSON.replace("\"rolling\"", "\"roling\""), "p.json"))
        .hasMessageStartingWith(
            "p.json, line 5: there is no setting 'roling'; did you mean 'rolling'?");
    assertThatThrownBy(() -> Configuration.ofProperties(
            PROPERTIES.replace("leeway.rolling", "leeway.roling"), "leeway.properties"))
        .hasMessageStartingWith(
            "leeway.properties, line 6: there is no setting 'roling'; did you mean 'rolling'?");
    assertThatThrownBy(() -> Configuration.ofProperties("a=1\n\nleewya.windows=1h\n", "x"))
        .hasMessageContaining("x, line 3: there is no setting 'leewya.windows'")
        .hasMessageContaining("did you mean 'leeway.windows'?");
    assertThatThrownBy(() -> Configuration.ofProperties("leeway.name=a\nleeway.name=b", "x"))
        .hasMessageContaining("x, line 2: 'name' stands twice, first in line 1");
    assertThatThrownBy(() -> Configuration.ofProperties("leeway.name=\\u12", "x"))
        .hasMessageContaining("x, line 1: this is no property");
    assertThatThrownBy(() -> Configuration.ofMap(Map.of("leeway.sampel", "1"), "system properties"))
        .hasMessageStartingWith("system properties: there is no setting 'sampel'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "#", "!x", "\\", "leeway", "=", ":", "spring.sample=1", "\r\n\r"})
  void whatBelongsToOthersIsLeftAlone(String text) {
    assertThat(Configuration.ofProperties(text, "p").windows()).isEmpty();
  }

  @Test
  void aFileThatIsNotThereOrTooLargeIsRefused(@TempDir Path directory) throws Exception {
    assertThatThrownBy(() -> Configuration.read(directory.resolve("none.json")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none.json");
    Path large = Files.write(directory.resolve("large.json"), new byte[2 << 20]);
    assertThatThrownBy(() -> Configuration.read(large))
        .hasMessageContaining("more than a megabyte");
    assertThatThrownBy(() -> Configuration.ofJson("{\"a\":".repeat(100), "deep.json"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("deep.json, line 1");
  }

  @Test
  void conventionsOfOthersAreRefusedOnWindows() {
    Schema<Double> schema = Schema.<Double>builder().numeric("x", x -> x).build();
    Baseline baseline = Baseline.fit(schema, List.of(1.0, 2.0)).build();
    assertThatThrownBy(() -> Monitor.builder(schema, baseline).convention(Convention.NANNYML))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Convention.NANNYML.compare");
    assertThat(Monitor.builder(schema, baseline).convention(Convention.LEEWAY)).isNotNull();
  }
}
