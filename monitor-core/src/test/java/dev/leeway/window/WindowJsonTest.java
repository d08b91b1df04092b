package dev.leeway.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.Monitor;
import dev.leeway.baseline.Baseline;
import dev.leeway.schema.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowJsonTest {

  private record Row(double x, String c, Instant time) {}

  private static final Schema<Row> SCHEMA = Schema.<Row>builder()
      .numeric("x", Row::x)
      .categorical("c", Row::c)
      .eventTime(Row::time)
      .build();
  private static final Baseline BASELINE = Baseline.fit(SCHEMA, rows(1_000, 1)).build();

  private static List<Row> rows(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(new Row(
          random.nextDouble() * 1.2, "c" + random.nextInt(5), Instant.ofEpochSecond(60L * i)));
    }
    return rows;
  }

  private static Window window(long seed) {
    try (Monitor<Row> monitor = Monitor.builder(SCHEMA, BASELINE)
        .window(WindowPolicy.lasting(Duration.ofDays(1)).inPanes(24))
        .replay()
        .build()) {
      rows(700, seed).forEach(monitor::observe);
      return monitor.window();
    }
  }

  @Test
  void whatIsWrittenIsWhatIsRead() {
    Window window = window(2);
    Window read = Window.fromJson(window.toJson(), BASELINE);
    assertThat(read.frame()).isEqualTo(window.frame());
    assertThat(read.counts()).isEqualTo(window.counts());
    assertThat(read.toJson()).isEqualTo(window.toJson());
    Window merged = read.merge(window(3));
    assertThat(merged.frame().records()).isEqualTo(1_400);
    assertThat(merged.counts()).isEqualTo(window.merge(window(3)).counts());
    assertThat(merged.frame().length()).isEqualTo("24h");
  }

  @Test
  void aWindowOnAnotherBaselineIsRefusedWithBothDigests() {
    Baseline other = BASELINE.named("other");
    String text = window(2).toJson();
    assertThatThrownBy(() -> Window.fromJson(text, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(BASELINE.digest())
        .hasMessageContaining(other.digest())
        .hasMessageContaining("begin a new window");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      "leeway-window/1"   | "leeway-window/2"  | this version of Leeway reads 'leeway-window/1'
      "records":700       | "records":701      | signals[0].counts
      "records":700       | "records":-1       | window.records should be a whole number
      "name":"c"          | "name":"d"         | should be 'c', but is 'd'
      "sampling":1.0      | "sampling":0       | sampling share
      "partial":true      | "partial":1        | window.partial should be true or false
      {"format"           | [{"format"         | not sound JSON
      "signals":[         | "signals":[],"x":[ | one entry for each signal
      "counts":[          | "counts":[1,       | a list of
      """)
  void aSpoiltTextIsRefused(String whole, String spoilt, String message) {
    String text = window(2).toJson();
    assertThat(text).contains(whole);
    assertThatThrownBy(() -> Window.fromJson(
            text.replaceFirst(
                java.util.regex.Pattern.quote(whole),
                java.util.regex.Matcher.quoteReplacement(spoilt)),
            BASELINE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void hostileTextIsRefused() {
    for (String text : List.of("", "{}", "null", "[".repeat(100_000), "{\"format\":\"\\ud800\"}")) {
      assertThatThrownBy(() -> Window.fromJson(text, BASELINE))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
