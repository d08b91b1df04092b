package dev.leeway.benchmarks.hostile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.sun.management.ThreadMXBean;
import dev.leeway.Comparison;
import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.BaselineFile;
import dev.leeway.baseline.BaselineFormatException;
import dev.leeway.baseline.ChunkFrame;
import dev.leeway.baseline.Chunks;
import dev.leeway.baseline.SignalBaseline;
import dev.leeway.binning.NumericBinning;
import dev.leeway.judgement.Evaluation;
import dev.leeway.schema.Schema;
import dev.leeway.schema.Signal;
import dev.leeway.window.Window;
import dev.leeway.window.WindowFrame;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Baseline files and window texts that were damaged: refused with the exception that is meant for it, or sound. */
final class HostileFiles {

  private static final String[] VALUES = {
    "1e308",
    "-1e308",
    "1e999",
    "4.9E-324",
    "-0.0",
    "9223372036854775807",
    "9223372036854775808",
    "-1",
    "0",
    "1e-400",
    "NaN",
    "null",
    "true",
    "[]",
    "{}",
    "\"\"",
    "[0,0,0]",
    "{\"a\":1}",
    "\\ud800",
    "\\u0000",
    "numeric",
    "categorical",
    "+1000000000-12-31T23:59:59Z",
    "-1000000000-01-01T00:00:00Z",
    "2024-01-01T00:00:00Z",
    "score",
    "feature",
    "binary",
    "live",
    "one_pass",
    "previous_window",
    "4611686018427387904",
    "2147483648",
    "0.5"
  };

  private static final ThreadMXBean ALLOCATED = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final List<Map<String, ?>> ROWS = rows();
  private static final Baseline BASELINE = baseline();
  private static final String TEXT = BASELINE.toJson();
  private static final Window WINDOW = Window.of(
      BASELINE,
      new WindowFrame(3, ROWS.size(), 0, ROWS.size() - 1L, null, null, false),
      BASELINE.signals().stream().map(SignalBaseline::counts).toList());

  private final SplittableRandom random;
  private final Mutation mutation;
  private final Faults faults = new Faults();
  private long accepted;
  private long slowest;
  private long largest;

  HostileFiles(long seed) {
    random = new SplittableRandom(seed);
    mutation = new Mutation(random, VALUES);
  }

  private static List<Map<String, ?>> rows() {
    List<Map<String, ?>> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      rows.add(Map.of("n", i * 7 % 13 / 2.0, "c", "c" + i % 5, "s", i % 10 / 10.0));
    }
    return rows;
  }

  private static Baseline baseline() {
    Schema<Map<String, ?>> schema =
        Schema.ofMaps(Signal.numeric("n"), Signal.categorical("c"), Signal.score("s"));
    return Baseline.fit(schema, ROWS)
        .bins(16)
        .chunks(Chunks.byRows(50))
        .name("small")
        .build();
  }

  /** What is damaged. */
  static String text() {
    return TEXT;
  }

  /** What was found so far. */
  Faults faults() {
    return faults;
  }

  /** Half of the mutants have the digest of their new content, else nothing would get past it. */
  Faults run(int baselines, int windows) {
    for (int i = 0; i < baselines; i++) {
      String mutant = mutation.of(TEXT);
      String text = i % 2 == 0 ? mutant : withDigest(mutant);
      timed("baseline", () -> baseline(text));
    }
    String text = WINDOW.toJson();
    for (int i = 0; i < windows; i++) {
      String mutant = mutation.of(text);
      timed("window", () -> window(mutant));
    }
    return faults;
  }

  long accepted() {
    return accepted;
  }

  /** In nanoseconds. */
  long slowest() {
    return slowest;
  }

  /** Most bytes that one mutant made its reader allocate. */
  long largest() {
    return largest;
  }

  private void timed(String what, Runnable body) {
    long allocated = ALLOCATED.getCurrentThreadAllocatedBytes();
    long begin = System.nanoTime();
    try {
      body.run();
    } catch (Throwable escaped) {
      faults.add(what, escaped);
    }
    slowest = Math.max(slowest, System.nanoTime() - begin);
    largest = Math.max(largest, ALLOCATED.getCurrentThreadAllocatedBytes() - allocated);
  }

  /** Anybody may read a text: it is refused, or can be relied on. */
  void baseline(String text) {
    Baseline read;
    try {
      read = BaselineFile.parse(text);
    } catch (BaselineFormatException refused) {
      return;
    }
    accepted++;
    requireSound(read);
    Evaluation evaluation = Comparison.against(read).of(read.mapSchema(), ROWS);
    String json = evaluation.toJsonWithAllBins();
    if (json.contains("NaN,") || json.contains("Infinity")) {
      faults.add("an accepted baseline gives a number that does not exist");
    }
    if (!BaselineFile.parse(read.toJson()).signals().equals(read.signals())) {
      faults.add("an accepted baseline is another one when written and read");
    }
  }

  private void requireSound(Baseline read) {
    if (read.chunks().stream().mapToLong(ChunkFrame::rows).sum() != read.rows()) {
      faults.add("chunks that do not add up");
    }
    for (SignalBaseline signal : read.signals()) {
      long sum = 0;
      for (long rows : signal.counts().toArray()) {
        sum += rows;
        if (rows < 0) {
          faults.add("a count below zero");
        }
      }
      if (sum != read.rows()) {
        faults.add("counts that do not add up");
      }
      if (signal.binning() instanceof NumericBinning numeric) {
        double before = Double.NEGATIVE_INFINITY;
        for (double edge : numeric.edges()) {
          if (!(edge > before) || Double.isInfinite(edge)) {
            faults.add("edges that do not ascend");
          }
          before = edge;
        }
      }
    }
  }

  /** As {@link #baseline}, of a window's text. */
  void window(String text) {
    Window read;
    try {
      read = Window.fromJson(text, BASELINE);
    } catch (IllegalArgumentException refused) {
      return;
    }
    accepted++;
    read.counts().forEach(counts -> {
      if (counts.total() != read.frame().records()) {
        faults.add("a window whose counts do not add up");
      }
    });
    if (!Window.fromJson(read.toJson(), BASELINE).counts().equals(read.counts())) {
      faults.add("an accepted window is another one when written and read");
    }
    try {
      WINDOW.merge(read);
    } catch (IllegalArgumentException | ArithmeticException refused) {
      // another share of sampling, or more rows than a long holds: said, not swallowed
    }
  }

  /** The text with the digest of its content, as {@code docs/reference/baseline-file.md} has it; unchanged if it is no JSON. */
  static String withDigest(String text) {
    StringBuilder tokens = new StringBuilder();
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      append(parser, tokens);
      byte[] hash = MessageDigest.getInstance("SHA-256")
          .digest(tokens.toString().getBytes(StandardCharsets.UTF_8));
      return text.replaceFirst(
          "\"sha256:[0-9a-f]{64}\"", "\"sha256:" + HexFormat.of().formatHex(hash) + '"');
    } catch (IOException noJson) {
      return text;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void append(JsonParser parser, StringBuilder text) throws IOException {
    int depth = 0;
    boolean comma = false;
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (depth == 1 && token == JsonToken.FIELD_NAME && parser.currentName().equals("digest")) {
        parser.nextToken();
        parser.skipChildren();
        continue;
      }
      if (comma && !token.isStructEnd()) {
        text.append(',');
      }
      if (token == JsonToken.FIELD_NAME) {
        quoted(parser.currentName(), text);
        text.append(':');
      } else if (token == JsonToken.VALUE_STRING) {
        quoted(parser.getText(), text);
      } else {
        text.append(parser.getText());
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      comma = !token.isStructStart() && token != JsonToken.FIELD_NAME;
    }
  }

  private static void quoted(String value, StringBuilder text) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
