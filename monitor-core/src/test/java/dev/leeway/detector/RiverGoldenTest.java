package dev.leeway.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every drift and every onset of a warning stands at the row where River 0.26.1 has it, on 19 series in 302 cases. */
class RiverGoldenTest {

  private static final JsonNode GOLDEN = read();
  private static final double CLOSE = 1e-9;

  private static JsonNode read() {
    try (InputStream in =
        RiverGoldenTest.class.getResourceAsStream("/golden/river-detectors.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Arguments> cases() {
    return StreamSupport.stream(GOLDEN.get("cases").spliterator(), false)
        .map(node -> Arguments.of(
            node.get("detector").asText() + " " + settings(node.get("params")) + " on "
                + node.get("series").asText(),
            node));
  }

  private static String settings(JsonNode params) {
    StringBuilder text = new StringBuilder();
    params.properties().forEach(param -> {
      if (!param.getValue().isTextual() || param.getKey().equals("mode")) {
        text.append(param.getKey())
            .append('=')
            .append(param.getValue().asText())
            .append(' ');
      }
    });
    return text.toString().strip();
  }

  /** The file's names and what it leaves at the default. */
  private static DetectorSpec spec(String detector, JsonNode p) {
    return switch (detector) {
      case "ADWIN" ->
        new Adwin(
            number(p, "delta", 0.002),
            whole(p, "clock", 32),
            whole(p, "max_buckets", 5),
            whole(p, "min_window_length", 5),
            whole(p, "grace_period", 10));
      case "PageHinkley" ->
        new PageHinkley(
            Direction.valueOf(p.path("mode").asText("both").toUpperCase(Locale.ROOT)),
            whole(p, "min_instances", 30),
            number(p, "delta", 0.005),
            number(p, "threshold", 50),
            number(p, "alpha", 0.9999));
      case "DDM" ->
        new Ddm(
            whole(p, "warm_start", 30),
            number(p, "warning_threshold", 2),
            number(p, "drift_threshold", 3));
      case "EDDM" ->
        new Eddm(whole(p, "warm_start", 30), number(p, "alpha", 0.95), number(p, "beta", 0.9));
      case "HDDM_A" ->
        new HddmA(
            number(p, "drift_confidence", 0.001),
            number(p, "warning_confidence", 0.005),
            p.path("two_sided_test").asBoolean());
      case "HDDM_W" ->
        new HddmW(
            number(p, "drift_confidence", 0.001),
            number(p, "warning_confidence", 0.005),
            number(p, "lambda_val", 0.05),
            p.path("two_sided_test").asBoolean());
      case "FHDDM" ->
        new Fhddm(whole(p, "sliding_window_size", 100), number(p, "confidence_level", 0.000001));
      case "CUSUM-tabular" -> new Cusum(p.get("k").asDouble(), p.get("h").asDouble(), 500, null);
      case "KSWIN-even" ->
        new Kswin(
            p.get("window").asInt(), p.get("recent").asInt(), p.get("alpha").asDouble());
      default -> throw new IllegalArgumentException(detector);
    };
  }

  private static double number(JsonNode params, String name, double otherwise) {
    return params.path(name).asDouble(otherwise);
  }

  private static int whole(JsonNode params, String name, int otherwise) {
    return params.path(name).asInt(otherwise);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void alarmsStandAtTheSameRows(String name, JsonNode golden) {
    double[] values =
        Recipe.series(GOLDEN.get("series").get(golden.get("series").asText()));
    String kind = golden.get("detector").asText();
    ChangeDetector detector = spec(kind, golden.get("params")).start();
    List<Integer> drifts = new ArrayList<>();
    List<Integer> onsets = new ArrayList<>();
    Trace trace = new Trace(golden);
    boolean warned = false;
    for (int row = 0; row < values.length; row++) {
      // River's FHDDM takes 1 for a right answer
      ChangeState state = detector.update(kind.equals("FHDDM") ? 1 - values[row] : values[row]);
      if (state == ChangeState.DRIFT) {
        drifts.add(row);
      }
      if (state == ChangeState.WARNING && !warned) {
        onsets.add(row);
      }
      warned = state == ChangeState.WARNING;
      trace.check(row, detector);
    }
    if (golden.has("drift")) {
      assertThat(drifts).isEqualTo(rows(golden.get("drift")));
    }
    if (golden.has("warning_onsets")) {
      assertThat(onsets).isEqualTo(rows(golden.get("warning_onsets")));
    }
    assertThat(trace.isDone()).isTrue();
    assertThat(detector.drifts()).isEqualTo(drifts.size());
    assertThat(detector.seen()).isEqualTo(values.length);
  }

  private static List<Integer> rows(JsonNode rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(JsonNode::asInt).toList();
  }

  /** What the file knows of the inner state at some rows; for CUSUM at all rows with an alarm. */
  private static final class Trace {

    private final String kind;
    private final JsonNode params;
    private final Iterator<JsonNode> left;
    private JsonNode next;

    Trace(JsonNode golden) {
      kind = golden.get("detector").asText();
      params = golden.get("params");
      JsonNode trace = golden.path("trace_i_width_total_variance_mean");
      trace = trace.isMissingNode() ? golden.path("trace_i_D_p") : trace;
      trace = trace.isMissingNode() ? golden.path("drift_row_dir_value") : trace;
      left = trace.elements();
      advance();
    }

    private void advance() {
      next = left.hasNext() ? left.next() : null;
    }

    boolean isDone() {
      return next == null;
    }

    void check(int row, ChangeDetector detector) {
      boolean due = next != null && next.get(0).asInt() == row;
      if (detector instanceof CusumDetector cusum) {
        assertThat(cusum.isDrift()).as("row %d", row).isEqualTo(due);
        if (row == 499) {
          close(params.get("mu0").asDouble(), cusum.mean());
          close(params.get("sd0").asDouble(), cusum.sd());
        }
      }
      if (!due) {
        return;
      }
      if (detector instanceof AdwinDetector adwin) {
        assertThat(adwin.width()).isEqualTo(next.get(1).asDouble());
        close(next.get(2).asDouble(), adwin.total());
        close(next.get(3).asDouble(), adwin.variation());
        close(next.get(4).asDouble(), adwin.mean());
      } else if (detector instanceof KswinDetector kswin) {
        close(next.get(1).asDouble(), kswin.distance());
        close(next.get(2).asDouble(), kswin.pValue());
      } else if (detector instanceof CusumDetector cusum) {
        boolean up = next.get(1).asText().equals("up");
        close(next.get(2).asDouble(), up ? cusum.up() : cusum.down());
      } else {
        throw new AssertionError("no trace is known of " + kind);
      }
      advance();
    }

    private static void close(double expected, double found) {
      assertThat(found).isCloseTo(expected, within(CLOSE * Math.max(1, Math.abs(expected))));
    }
  }

  @Test
  void seriesAreWhatTheRecipesMade() {
    GOLDEN.get("series").properties().forEach(entry -> {
      double[] values = Recipe.series(entry.getValue());
      assertThat(Recipe.sha256(values))
          .as(entry.getKey())
          .isEqualTo(entry.getValue().get("sha256_of_be_doubles").asText());
    });
    assertThat(GOLDEN.get("series")).hasSize(19);
  }

  /** So that no case is lost in silence. */
  @Test
  void allCasesAreThere() {
    Map<String, Integer> counts = new TreeMap<>();
    GOLDEN
        .get("cases")
        .forEach(node -> counts.merge(node.get("detector").asText(), 1, Integer::sum));
    assertThat(counts)
        .containsExactlyInAnyOrderEntriesOf(Map.of(
            "ADWIN", 76,
            "PageHinkley", 76,
            "CUSUM-tabular", 32,
            "HDDM_A", 27,
            "HDDM_W", 27,
            "DDM", 18,
            "EDDM", 18,
            "FHDDM", 18,
            "KSWIN-even", 10));
  }
}
