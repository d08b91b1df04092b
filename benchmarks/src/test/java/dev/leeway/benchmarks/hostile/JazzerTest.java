package dev.leeway.benchmarks.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.leeway.Monitor;
import dev.leeway.baseline.Baseline;
import dev.leeway.schema.Schema;
import dev.leeway.schema.Signal;
import dev.leeway.window.WindowPolicy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The same by coverage: the build runs the inputs that are kept in {@code JazzerTestInputs}, without an agent. {@code
 * JAZZER_FUZZ=1 ./mvnw -pl benchmarks -am test -Djazzer.hooks=true -Dsurefire.failIfNoSpecifiedTests=false
 * -Dtest=JazzerTest#rows} looks for further ones, one method at a time.
 */
class JazzerTest {

  private static final Schema<Map<String, ?>> SCHEMA =
      Schema.ofMaps(Signal.numeric("n"), Signal.categorical("c"));
  private static final Baseline BASELINE = Baseline.fit(
          SCHEMA,
          List.<Map<String, ?>>of(
              Map.of("n", 1, "c", "a"), Map.of("n", 2, "c", "b"), Map.of("n", 3, "c", "a")))
      .build();

  @FuzzTest
  void baselines(byte[] text) {
    HostileFiles files = new HostileFiles(1);
    String json = new String(text, StandardCharsets.UTF_8);
    files.baseline(json);
    files.baseline(HostileFiles.withDigest(json));
    assertThat(files.faults().examples()).isEmpty();
  }

  @FuzzTest
  void settings(byte[] text) {
    HostileSettings settings = new HostileSettings(1);
    settings.settings(new String(text, StandardCharsets.UTF_8), true);
    settings.settings(new String(text, StandardCharsets.UTF_8), false);
    assertThat(settings.faults().examples()).isEmpty();
  }

  @FuzzTest
  void rows(FuzzedDataProvider data) {
    try (Monitor<Map<String, ?>> monitor = Monitor.builder(SCHEMA, BASELINE)
        .window(WindowPolicy.ofRecords(1_000).inPanes(10))
        .executor(Runnable::run)
        .build()) {
      int sent = 0;
      while (data.remainingBytes() > 0 && sent < 10_000) {
        Map<String, Object> row = new HashMap<>();
        row.put(data.consumeString(3), value(data));
        row.put("n", value(data));
        row.put("c", value(data));
        monitor.observeAt(row, data.consumeLong());
        sent++;
      }
      assertThat(monitor.records() + monitor.late() + monitor.ahead()).isEqualTo(sent);
      assertThat(monitor.evaluate().toJson()).doesNotContain("NaN,");
    }
  }

  private static Object value(FuzzedDataProvider data) {
    return switch (data.consumeInt(0, 4)) {
      case 0 -> data.consumeDouble();
      case 1 -> data.consumeString(8);
      case 2 -> data.consumeBoolean();
      case 3 -> data.consumeLong();
      default -> List.of();
    };
  }
}
