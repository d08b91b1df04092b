package dev.leeway.testkit;

import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.Chunks;
import dev.leeway.baseline.Lineage;
import dev.leeway.schema.Schema;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Small baselines with all kinds of signals, each told from the others by a mark. */
final class SampleBaselines {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

  private SampleBaselines() {}

  private record Row(@Nullable Double amount, String region, double score, boolean truth) {}

  private static final List<Row> ROWS = IntStream.range(0, 60)
      .mapToObj(i -> new Row(
          i % 10 == 3 ? null : i == 17 ? Double.MIN_VALUE : 0.1 + i / 8.0,
          i % 3 == 0 ? "süd" : i % 3 == 1 ? "\"ost\"\n\uD83D\uDE00" : "",
          i % 10 / 10.0,
          i % 10 > 4))
      .toList();

  private static final Schema<Row> SCHEMA = Schema.<Row>builder()
      .numericOrMissing("amount", Row::amount)
      .categorical("région", Row::region)
      .score("p", Row::score)
      .label("y", Row::truth)
      .build();

  /** A baseline of its own for each mark; the same mark gives an equal one. */
  static Baseline of(String mark) {
    return Baseline.fit(SCHEMA, ROWS)
        .name("sample")
        .bins(16)
        .chunks(Chunks.byRows(20))
        .clock(CLOCK)
        .lineage(Lineage.builder()
            .model("credit \"ü\"", "7")
            .data(mark)
            .hyperparameter("depth", 3)
            .metric("mae", 2e-3)
            .with("team", "日本\n\uD83D\uDE00")
            .build())
        .build();
  }
}
