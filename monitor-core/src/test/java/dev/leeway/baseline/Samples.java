package dev.leeway.baseline;

import dev.leeway.schema.Schema;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Made-up rows and baselines, the same for the same seed. */
final class Samples {

  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

  private static final String[] WORDS = {
    "plain",
    "",
    "Zürich",
    "日本",
    "\uD83D\uDE00",
    "say \"no\"",
    "back\\slash",
    "\u0000\u001f\n\t",
    "/",
    "\u2028"
  };

  /** A row whose signals are found by position; either list may be empty. */
  record Row(Double[] numbers, String[] texts, long time, double score, boolean truth) {}

  private Samples() {}

  static double gauss(SplittableRandom random) {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }

  /** Few rows of two signals with odd characters: its file has about two thousand bytes. */
  static Baseline small() {
    List<String> rows = List.of("1:a", "2.5:é", "2.5:\"q\"", "4:\uD83D\uDE00", "7:a", "1e23:a");
    Schema<String> schema = Schema.<String>builder()
        .numeric("x", row -> Double.parseDouble(row.substring(0, row.indexOf(':'))))
        .categorical("c", row -> row.substring(row.indexOf(':') + 1))
        .build();
    return Baseline.fit(schema, rows)
        .name("small")
        .clock(CLOCK)
        .chunks(Chunks.byRows(3))
        .lineage(Lineage.builder().model("m", "1").metric("mae", 2e-3).build())
        .build();
  }

  /** A baseline of a random schema over random data, odd numbers and odd texts included. */
  static Baseline random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int numbers = random.nextInt(5);
    int texts = random.nextInt(4) + (numbers == 0 ? 1 : 0);
    boolean scored = random.nextBoolean();
    int[] kinds = random.ints(numbers + texts, 0, 10).toArray();
    int count = 1 + random.nextInt(random.nextInt(4) == 0 ? 5_000 : 400);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Double[] row = new Double[numbers];
      for (int j = 0; j < numbers; j++) {
        row[j] = number(kinds[j], random);
      }
      String[] words = new String[texts];
      for (int j = 0; j < texts; j++) {
        words[j] = text(kinds[numbers + j], random);
      }
      double score = random.nextDouble();
      rows.add(new Row(
          row,
          words,
          1_700_000_000_000L + random.nextLong(40L * 86_400_000),
          score,
          random.nextDouble() < score));
    }
    Schema.Builder<Row> schema = Schema.builder();
    for (int j = 0; j < numbers; j++) {
      int place = j;
      schema.numericOrMissing("number " + j, row -> row.numbers()[place]);
    }
    for (int j = 0; j < texts; j++) {
      int place = j;
      schema.categorical(WORDS[j + 2] + j, row -> row.texts()[place]);
    }
    if (scored) {
      schema.score("p", Row::score).label("y", Row::truth);
    }
    if (random.nextBoolean()) {
      schema.eventTimeMillis(Row::time);
    }
    BaselineFit<Row> fit = Baseline.fit(schema.build(), rows)
        .name("random " + seed + " \"ü\"")
        .clock(CLOCK)
        .bins(16 + random.nextInt(300))
        .lineage(Lineage.builder()
            .model("m \u0007 \"x\"", "\\1")
            .code(WORDS[random.nextInt(WORDS.length)])
            .featureLogic("日本 \uD83D\uDE00")
            .hyperparameter("depth", 7)
            .hyperparameter("digest", "sha256:none")
            .metric("tiny", Double.MIN_VALUE)
            .metric("huge", -1e308)
            .with("digest", "\n")
            .build());
    switch (random.nextInt(4)) {
      case 0 -> fit.chunks(Chunks.byRows(1 + random.nextInt(100)));
      case 1 -> fit.chunks(Chunks.byKey(row -> Math.floorMod(row.time(), 7)));
      case 2 ->
        fit.chunks(
            Chunks.byTimeMillis(Row::time, java.time.Duration.ofHours(1 + random.nextInt(100))));
      default -> {
        // the default
      }
    }
    return fit.build();
  }

  private static Double number(int kind, SplittableRandom random) {
    return switch (kind) {
      case 0 -> random.nextDouble();
      case 1 -> (double) random.nextInt(5);
      case 2 -> 42.0;
      case 3 -> null;
      case 4 -> Double.NaN;
      case 5 -> random.nextDouble(-1, 1) * 1e308;
      case 6 -> random.nextInt(-1000, 1000) * Double.MIN_VALUE;
      case 7 -> random.nextInt(4) == 0 ? Double.POSITIVE_INFINITY : -random.nextDouble() * 1e23;
      case 8 -> random.nextBoolean() ? -0.0 : 0.0;
      default -> random.nextInt(3) == 0 ? null : 1e9 + gauss(random);
    };
  }

  private static String text(int kind, SplittableRandom random) {
    return switch (kind) {
      case 0 -> null;
      case 1 -> "the only one";
      case 2 -> "c" + random.nextInt(3_000);
      case 3 -> "x".repeat(250 + random.nextInt(10));
      case 4 -> random.nextInt(3) == 0 ? "lone \uD83D" : "fine";
      case 5 -> random.nextInt(3) == 0 ? null : "c" + random.nextInt(40);
      default -> WORDS[random.nextInt(WORDS.length)];
    };
  }
}
