package dev.leeway.baseline;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.leeway.binning.Binning;
import dev.leeway.binning.CategoricalBinning;
import dev.leeway.binning.CoarseBinning;
import dev.leeway.binning.Counts;
import dev.leeway.binning.NumericBinning;
import dev.leeway.performance.Metric;
import dev.leeway.schema.Signal;
import dev.leeway.schema.SignalRole;
import dev.leeway.schema.SignalType;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a baseline from JSON text. The digest is checked first; then everything is checked for sense, so that what comes
 * out can be relied on: edges ascend, counts are not negative, sums agree.
 */
final class BaselineReader {

  private BaselineReader() {}

  static Baseline read(byte[] text, ReadLimits limits) {
    JsonNode root;
    String digest;
    try (JsonParser tokens = BaselineJson.parser(text, limits)) {
      digest = TokenDigest.of(tokens);
    } catch (JsonProcessingException e) {
      throw new BaselineFormatException(
          "The text is not sound JSON, or too large: " + plain(e) + place(e), e);
    } catch (IOException e) {
      throw new BaselineFormatException("The text is not sound JSON: " + e.getMessage(), e);
    }
    try (JsonParser parser = BaselineJson.parser(text, limits)) {
      root = JsonNode.read(parser, limits.numbers());
    } catch (IOException e) {
      throw new BaselineFormatException("The text is not sound JSON: " + e.getMessage(), e);
    }
    requireFormat(root.get("format").text());
    String stated = root.get(TokenDigest.MEMBER).text();
    if (!stated.equals(digest)) {
      throw new BaselineFormatException(
          "The digest does not match: the file states " + stated + ", its content has " + digest
              + ". It was changed or cut short: take the copy from the store, or fit a new baseline");
    }
    root.requireSoundText();
    try {
      return baseline(root, digest);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new BaselineFormatException("The content makes no sense: " + e.getMessage(), e);
    }
  }

  /** Without the parser's words about its own source. */
  private static String plain(JsonProcessingException e) {
    return e.getOriginalMessage()
        .replaceFirst("(?s)\\s*\\(?(for|at|start marker at) \\[Source:.*", "");
  }

  private static String place(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    return location == null
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }

  private static void requireFormat(String format) {
    if (!format.equals(BaselineJson.FORMAT)) {
      boolean newer = format.startsWith("leeway-baseline/");
      throw new BaselineFormatException(
          "The format is '" + format + "', this version of Leeway reads '"
              + BaselineJson.FORMAT + "': "
              + (newer
                  ? "use the version of Leeway that wrote it, or a newer one"
                  : "it is no baseline file"));
    }
  }

  private static Baseline baseline(JsonNode root, String digest) {
    Baseline.Content content = new Baseline.Content();
    content.digest = digest;
    content.name = root.get("name").text();
    content.created = root.get("created").instant();
    content.libraryVersion = root.get("library_version").text();
    JsonNode origin = root.get("origin");
    content.origin = origin.isNull() ? Origin.TRAINING : origin.constant(Origin.class);
    content.rows = root.get("rows").rows();
    content.rowsPerMilli = notNegative(root.get("rows_per_milli"));
    DataSchema schema = DataSchema.read(root.get("schema"));
    content.task = schema.task();
    content.dataFormat = schema.format();
    content.chunks =
        root.get("chunks").list().stream().map(BaselineReader::chunkFrame).toList();
    content.lineage = lineage(root.get("lineage"));
    JsonNode calibration = root.get("calibration");
    List<SignalBaseline> signals = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode node : root.get("signals").list()) {
      SignalBaseline signal = signalBaseline(node, calibration, content);
      if (!names.add(signal.signal().name())) {
        throw node.get("name").expected("a name of its own");
      }
      signals.add(signal);
    }
    content.signals = signals;
    if (signals.isEmpty()
        || !schema.signals().equals(signals.stream().map(SignalBaseline::signal).toList())) {
      throw root.get("schema").get("signals").expected("the same signals as the baseline has");
    }
    content.performance = performance(root.get("performance"), content);
    if (content.chunks.stream().mapToLong(ChunkFrame::rows).reduce(0, Math::addExact)
        != content.rows) {
      throw root.get("chunks").expected("chunks that add up to " + content.rows + " rows");
    }
    return new Baseline(content);
  }

  static Signal signal(JsonNode node) {
    return new Signal(
        node.get("name").text(),
        node.get("role").constant(SignalRole.class),
        node.get("type").constant(SignalType.class));
  }

  private static ChunkFrame chunkFrame(JsonNode node) {
    Instant start = node.get("start").instantOrNull();
    Instant end = node.get("end").instantOrNull();
    if (start != null && end != null && start.isAfter(end)) {
      throw node.get("end").expected("a time not before " + start);
    }
    return new ChunkFrame(node.get("rows").rows(), start, end, node.get("full").bool());
  }

  private static SignalBaseline signalBaseline(
      JsonNode node, JsonNode calibration, Baseline.Content content) {
    Signal signal = signal(node);
    Binning binning = binning(node.get("binning"));
    if (binning.ordered() != signal.isNumeric()) {
      throw node.get("binning").expected("a binning for a " + signal.type() + " signal");
    }
    Counts counts = Counts.of(binning, node.get("counts").rowsOf(binning.bins()));
    if (counts.total() != content.rows) {
      throw node.get("counts").expected("counts that add up to " + content.rows + " rows");
    }
    CoarseBinning view = CoarseBinning.of(counts, Double.POSITIVE_INFINITY);
    List<Chunk> chunks = chunks(node.get("chunks"), view, content);
    requireSum(node.get("chunks"), chunks, counts, view);
    return new SignalBaseline(
        signal,
        counts,
        view,
        chunks,
        natural(node.get("natural"), signal),
        moments(node.get("moments"), signal, counts),
        atMost(node.get("longest_run"), counts.total()),
        singletons(node.get("singletons"), counts),
        calibration(calibration.get(signal.name()), counts));
  }

  private static Binning binning(JsonNode node) {
    String kind = node.get("kind").text();
    if (kind.equals("numeric")) {
      NumericBinning numeric = NumericBinning.of(node.get("edges").numbers());
      double deviation = node.get("deviation").numberOrNaN();
      if (deviation < 0) {
        throw node.get("deviation").expected("0 or more");
      }
      return numeric.with(node.get("means").numbersOf(numeric.cells()), deviation);
    }
    if (kind.equals("categorical")) {
      return CategoricalBinning.of(
          node.get("categories").list().stream().map(JsonNode::text).toList(),
          node.get("capped").bool());
    }
    throw node.get("kind").expected("numeric or categorical");
  }

  private static List<Chunk> chunks(JsonNode node, CoarseBinning view, Baseline.Content content) {
    List<JsonNode> nodes = node.list();
    if (nodes.size() != content.chunks.size()) {
      throw node.expected("one entry for each of the " + content.chunks.size() + " chunks");
    }
    List<Chunk> chunks = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      JsonNode chunkNode = nodes.get(i);
      Chunk chunk = new Chunk(
          Counts.of(view, chunkNode.get("coarse").rowsOf(view.bins())),
          chunkNode.get("missing").rows(),
          chunkNode.get("unreadable").rows());
      if (chunk.rows() != content.chunks.get(i).rows()) {
        throw chunkNode.expected("a chunk of " + content.chunks.get(i).rows() + " rows");
      }
      chunks.add(chunk);
    }
    return chunks;
  }

  private static void requireSum(
      JsonNode node, List<Chunk> chunks, Counts counts, CoarseBinning view) {
    Counts sum = Counts.none(view);
    long missing = 0;
    long unreadable = 0;
    for (Chunk chunk : chunks) {
      sum = sum.plus(chunk.coarse());
      missing += chunk.missing();
      unreadable += chunk.unreadable();
    }
    if (!sum.equals(counts.coarse(view))
        || missing != counts.missing()
        || unreadable != counts.unreadable()) {
      throw node.expected("chunks that add up to the signal's counts");
    }
  }

  private static Natural natural(JsonNode node, Signal signal) {
    return new Natural(
        notNegative(node.get("psi")),
        notNegative(node.get("ks")),
        variation(node.get("missing")),
        signal.isNumeric() ? null : variation(node.get("unseen")));
  }

  private static Natural.ShareVariation variation(JsonNode node) {
    return new Natural.ShareVariation(
        notNegative(node.get("own")),
        notNegative(node.get("pool")),
        node.get("rows").rows());
  }

  private static double notNegative(JsonNode node) {
    double value = node.number();
    if (value < 0) {
      throw node.expected("0 or more");
    }
    return value;
  }

  private static long atMost(JsonNode node, long most) {
    if (node.rows() > most) {
      throw node.expected("at most " + most);
    }
    return node.rows();
  }

  private static long singletons(JsonNode node, Counts counts) {
    return node.whole() == -1 ? -1 : atMost(node, counts.total());
  }

  private static @Nullable Moments moments(JsonNode node, Signal signal, Counts counts) {
    if (!signal.isNumeric()) {
      return null;
    }
    Moments moments = new Moments(
        atMost(node.get("rows"), counts.total()),
        node.get("mean").numberOrNaN(),
        node.get("variance").numberOrNaN(),
        node.get("min").numberOrNaN(),
        node.get("max").numberOrNaN());
    if (moments.variance() < 0) {
      throw node.get("variance").expected("0 or more");
    }
    if (moments.min() > moments.max()) {
      throw node.get("max").expected("at least the minimum");
    }
    return moments;
  }

  private static @Nullable Calibration calibration(JsonNode node, Counts counts) {
    if (node.isNull()) {
      return null;
    }
    int bins = counts.binning().bins();
    long[] labelled = node.get("labelled").rowsOf(bins);
    for (int bin = 0; bin < bins; bin++) {
      if (labelled[bin] > counts.count(bin)) {
        throw node.get("labelled").expected("at most as many labels as rows in each bin");
      }
    }
    return new Calibration(
        labelled, node.get("truth").numbersOf(bins), node.get("error").numbersOf(bins));
  }

  private static @Nullable BaselinePerformance performance(
      JsonNode node, Baseline.Content content) {
    if (node.isNull()) {
      return null;
    }
    Map<String, BaselinePerformance.Expected> metrics = new LinkedHashMap<>();
    JsonNode stored = node.get("metrics");
    for (String key : stored.names()) {
      JsonNode metric = stored.get(key);
      metrics.put(
          key,
          new BaselinePerformance.Expected(
              new Metric(
                  key,
                  metric.get("value").numberOrNaN(),
                  metric.get("standard_error").numberOrNaN()),
              notNegative(metric.get("natural_variance")),
              (int) Math.min(Integer.MAX_VALUE, metric.get("chunks").rows())));
    }
    JsonNode said = node.get("predicted_positive");
    Counts predicted = null;
    for (SignalBaseline signal : content.signals) {
      if (signal.signal().role() == SignalRole.SCORE && !said.isNull()) {
        predicted = Counts.of(signal.binning(), said.rowsOf(signal.binning().bins()));
      }
    }
    return new BaselinePerformance(
        node.get("labelled").rows(), node.get("positive_class").textOrNull(), metrics, predicted);
  }

  private static Lineage lineage(JsonNode node) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    JsonNode stored = node.get("metrics");
    stored.names().forEach(name -> metrics.put(name, stored.get(name).number()));
    return new Lineage(
        node.get("model_name").textOrNull(),
        node.get("model_version").textOrNull(),
        node.get("model_location").textOrNull(),
        node.get("model_sha256").textOrNull(),
        node.get("code_version").textOrNull(),
        node.get("data_version").textOrNull(),
        node.get("data_sha256").textOrNull(),
        node.get("feature_logic").textOrNull(),
        texts(node.get("hyperparameters")),
        metrics,
        texts(node.get("extra")));
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.names().forEach(name -> texts.put(name, node.get(name).text()));
    return texts;
  }
}
