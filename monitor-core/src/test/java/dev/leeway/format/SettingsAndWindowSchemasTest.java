package dev.leeway.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.Monitor;
import dev.leeway.baseline.Baseline;
import dev.leeway.config.Configuration;
import dev.leeway.schema.Schema;
import dev.leeway.statistic.DriftStatistic;
import dev.leeway.statistic.Statistics;
import dev.leeway.window.Window;
import dev.leeway.window.WindowPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas of settings and of windows allow what the library reads and writes, and refuse what it refuses. */
class SettingsAndWindowSchemasTest {

  private static final PublishedSchema POLICY = PublishedSchema.of("policy");
  private static final PublishedSchema WINDOW = PublishedSchema.of("window");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"format\": \"leeway-policy/1\", \"name\": \"credit\", \"windows\": [\"24h/24\", \"1h/12\"]}",
        "{\"windows\": \"2000/10\", \"rolling\": \"1000\", \"sample\": 0.5}",
        "{\"windows\": 2000}",
        "{\"windows\": \"PT24H/24\", \"zone\": \"Europe/Berlin\", \"close_within\": \"500ms\"}",
        "{\"policy\": {\"kind\": \"fixed\", \"warning\": 0.2, \"critical\": 0.5, \"minimum_rows\": 50}}",
        "{\"policy\": {\"missing\": {\"warning\": 0.01}, \"unseen\": {\"critical\": 1}}}",
        "{\"policy\": {\"statistic\": \"ks\", \"warning\": 0.1, \"critical\": 0.2}, \"convention\": \"leeway\"}",
        "{\"policy\": {\"unreadable\": {}, \"out_of_range\": {\"warning\": 0.3, \"critical\": 0.5}}}"
      })
  void whatIsReadIsAllowed(String settings) {
    assertThat(Configuration.ofJson(settings, "s.json")).isNotNull();
    assertThat(POLICY.faults(settings)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"polcy\": {}}",
        "{\"format\": \"leeway-policy/2\"}",
        "{\"name\": null}",
        "{\"name\": \" \"}",
        "{\"windows\": []}",
        "{\"windows\": \"24 hours\"}",
        "{\"windows\": [[\"1h\"]]}",
        "{\"rolling\": \"soon\"}",
        "{\"sample\": 0}",
        "{\"sample\": 1.5}",
        "{\"convention\": \"evidently\"}",
        "{\"close_within\": \"soon\"}",
        "{\"policy\": {\"kind\": \"budget\"}}",
        "{\"policy\": {\"statistic\": \"psy\"}}",
        "{\"policy\": {\"warning\": -1}}",
        "{\"policy\": {\"warning\": 0}}",
        "{\"policy\": {\"minimum_rows\": 10}}",
        "{\"policy\": {\"minimum_rows\": 60.5}}",
        "{\"policy\": {\"mising\": {}, \"warning\": \"a\"}}",
        "{\"policy\": {\"missing\": {\"warn\": 0.1}}}"
      })
  void whatIsRefusedIsNotAllowed(String settings) {
    assertThatThrownBy(() -> Configuration.ofJson(settings, "s.json"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(POLICY.faults(settings)).isNotEmpty();
  }

  @Test
  void everySettingIsDescribed() {
    String message =
        catchThrowable(() -> Configuration.ofJson("{\"x\": 1}", "s.json")).getMessage();
    String[] keys = message
        .substring(message.indexOf("There are: ") + 11, message.length() - 1)
        .split(", ");
    assertThat(keys).hasSizeGreaterThan(15);
    for (String key : keys) {
      JsonNode place = POLICY.text();
      for (String part : key.split("\\.")) {
        JsonNode reference = place.get("$ref");
        if (reference != null) {
          place = POLICY.text().at(reference.asText().substring(1));
        }
        place = place.path("properties").path(part);
      }
      assertThat(place.isMissingNode()).as(key).isFalse();
    }
    List<String> statistics = new ArrayList<>();
    POLICY
        .text()
        .at("/properties/policy/properties/statistic/enum")
        .forEach(node -> statistics.add(node.asText()));
    assertThat(statistics)
        .containsExactlyInAnyOrderElementsOf(
            Statistics.standard().stream().map(DriftStatistic::name).toList());
  }

  private static Window window() {
    Schema<Integer> schema = Schema.<Integer>builder()
        .numeric("x", Integer::doubleValue)
        .categorical("c", i -> i < 0 ? "new" : "c" + i % 3)
        .build();
    List<Integer> rows = IntStream.range(0, 500).boxed().toList();
    Baseline baseline = Baseline.fit(schema, rows).build();
    try (Monitor<Integer> monitor = Monitor.builder(schema, baseline)
        .window(WindowPolicy.ofRecords(200).inPanes(2))
        .executor(Runnable::run)
        .build()) {
      rows.forEach(monitor::observe);
      // a category that training did not have
      monitor.observe(-1);
      return monitor.window();
    }
  }

  @Test
  void windowsThatAreWrittenAreDescribedToTheLastMember() throws Exception {
    String text = window().toJson();
    assertThat(WINDOW.faults(text)).isEmpty();
    assertThat(WINDOW.strict().faults(text)).isEmpty();
    for (PublishedSchema.Described member : WINDOW.described()) {
      assertThat(WINDOW.without(member).strict().faults(text))
          .as("%s is written", member)
          .isNotEmpty();
    }
    for (String spoilt : List.of(
        text.replace("leeway-window/1", "leeway-window/2"),
        text.replaceFirst("\"records\":\\d+", "\"records\":-1"),
        text.replaceFirst("\"counts\":\\[", "\"counts\":[-1,"),
        text.replaceFirst("\"partial\":(true|false)", "\"partial\":0"),
        text.replaceFirst("\"digest\":\"sha256:..", "\"digest\":\"sha256:"),
        text.replaceFirst("\"name\":\"x\"", "\"nam\":\"x\""))) {
      assertThat(spoilt).isNotEqualTo(text);
      assertThat(WINDOW.faults(spoilt)).as(spoilt).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"policy", "window"})
  void documentsAndJarHaveTheSame(String format) throws Exception {
    String name = "leeway-" + format + "-1.schema.json";
    Path page = Path.of("../docs/reference/schemas", name);
    assertThat(PublishedSchema.JSON.readTree(Files.readString(page)))
        .isEqualTo(PublishedSchema.of(format).text());
  }
}
