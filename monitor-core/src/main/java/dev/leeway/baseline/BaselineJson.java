package dev.leeway.baseline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.leeway.binning.Binning;
import dev.leeway.binning.CategoricalBinning;
import dev.leeway.binning.Counts;
import dev.leeway.binning.NumericBinning;
import dev.leeway.schema.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Baselines as JSON text, format {@code leeway-baseline/1}; reading is {@link BaselineReader}'s. */
final class BaselineJson {

  static final String FORMAT = "leeway-baseline/1";

  private BaselineJson() {}

  static String digestOf(Baseline baseline) {
    byte[] text = write(baseline, null).getBytes(StandardCharsets.UTF_8);
    try (JsonParser parser = parser(
        text, new ReadLimits(Integer.MAX_VALUE, 1000, Integer.MAX_VALUE, Integer.MAX_VALUE))) {
      return TokenDigest.of(parser);
    } catch (IOException e) {
      throw new UncheckedIOException("A baseline in memory cannot be read.", e);
    }
  }

  static JsonParser parser(byte[] text, ReadLimits limits) throws IOException {
    return JsonFactory.builder()
        .streamReadConstraints(StreamReadConstraints.builder()
            .maxNestingDepth(limits.depth())
            .maxStringLength(limits.stringLength())
            .maxNameLength(limits.stringLength())
            .maxNumberLength(1000)
            .build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build()
        .createParser(text);
  }

  static String write(Baseline baseline, @Nullable String digest) {
    return JsonFields.text(json -> new Writer(json).baseline(baseline, digest)) + '\n';
  }

  /** The order of the members is the order of {@code docs/reference/baseline-file.md}. */
  private record Writer(JsonGenerator json) {

    void baseline(Baseline baseline, @Nullable String digest) throws IOException {
      json.writeStartObject();
      json.writeStringField("format", FORMAT);
      json.writeStringField("name", baseline.name());
      json.writeStringField("created", baseline.created().toString());
      if (digest != null) {
        json.writeStringField(TokenDigest.MEMBER, digest);
      }
      json.writeStringField("library_version", baseline.libraryVersion());
      if (baseline.origin() != Origin.TRAINING) {
        JsonFields.constant(json, "origin", baseline.origin());
      }
      json.writeNumberField("rows", baseline.rows());
      JsonFields.number(json, "rows_per_milli", baseline.rate());
      json.writeFieldName("schema");
      DataSchema.of(baseline).write(json);
      chunks(baseline);
      json.writeArrayFieldStart("signals");
      for (SignalBaseline signal : baseline.signals()) {
        signal(signal);
      }
      json.writeEndArray();
      performance(baseline.performance());
      calibrations(baseline);
      lineage(baseline.lineage());
      json.writeEndObject();
    }

    private void head(Signal signal) throws IOException {
      json.writeStringField("name", signal.name());
      JsonFields.constant(json, "role", signal.role());
      JsonFields.constant(json, "type", signal.type());
    }

    private void chunks(Baseline baseline) throws IOException {
      json.writeArrayFieldStart("chunks");
      for (ChunkFrame chunk : baseline.chunks()) {
        json.writeStartObject();
        json.writeNumberField("rows", chunk.rows());
        JsonFields.text(json, "start", chunk.start());
        JsonFields.text(json, "end", chunk.end());
        json.writeBooleanField("full", chunk.full());
        json.writeEndObject();
      }
      json.writeEndArray();
    }

    private void signal(SignalBaseline signal) throws IOException {
      json.writeStartObject();
      head(signal.signal());
      binning(signal.binning());
      numbers("counts", signal.counts().toArray());
      json.writeArrayFieldStart("chunks");
      for (Chunk chunk : signal.chunks()) {
        json.writeStartObject();
        numbers("coarse", chunk.coarse().toArray());
        json.writeNumberField("missing", chunk.missing());
        json.writeNumberField("unreadable", chunk.unreadable());
        json.writeEndObject();
      }
      json.writeEndArray();
      natural(signal.natural());
      moments(signal.moments());
      json.writeNullField("contributions");
      json.writeNumberField("longest_run", signal.longestRun());
      json.writeNumberField("singletons", signal.singletons());
      json.writeEndObject();
    }

    private void binning(Binning binning) throws IOException {
      json.writeObjectFieldStart("binning");
      if (binning instanceof NumericBinning numeric) {
        json.writeStringField("kind", "numeric");
        numbers("edges", numeric.edges());
        numbers("means", numeric.cellMeans());
        JsonFields.number(json, "deviation", numeric.deviation());
      } else if (binning instanceof CategoricalBinning categorical) {
        json.writeStringField("kind", "categorical");
        json.writeArrayFieldStart("categories");
        for (String category : categorical.categories()) {
          json.writeString(category);
        }
        json.writeEndArray();
        json.writeBooleanField("capped", categorical.isCapped());
      }
      json.writeEndObject();
    }

    private void natural(Natural natural) throws IOException {
      json.writeObjectFieldStart("natural");
      JsonFields.number(json, "psi", natural.psi());
      JsonFields.number(json, "ks", natural.ks());
      variation("missing", natural.missing());
      variation("unseen", natural.unseen());
      json.writeEndObject();
    }

    private void variation(String name, Natural.@Nullable ShareVariation variation)
        throws IOException {
      if (variation == null) {
        json.writeNullField(name);
        return;
      }
      json.writeObjectFieldStart(name);
      JsonFields.number(json, "own", variation.own());
      JsonFields.number(json, "pool", variation.pool());
      json.writeNumberField("rows", variation.rows());
      json.writeEndObject();
    }

    private void moments(@Nullable Moments moments) throws IOException {
      if (moments == null) {
        json.writeNullField("moments");
        return;
      }
      json.writeObjectFieldStart("moments");
      json.writeNumberField("rows", moments.rows());
      JsonFields.number(json, "mean", moments.mean());
      JsonFields.number(json, "variance", moments.variance());
      JsonFields.number(json, "min", moments.min());
      JsonFields.number(json, "max", moments.max());
      json.writeEndObject();
    }

    private void performance(@Nullable BaselinePerformance performance) throws IOException {
      if (performance == null) {
        json.writeNullField("performance");
        return;
      }
      json.writeObjectFieldStart("performance");
      json.writeNumberField("labelled", performance.labelled());
      JsonFields.text(json, "positive_class", performance.positiveClass());
      json.writeObjectFieldStart("metrics");
      for (Map.Entry<String, BaselinePerformance.Expected> entry :
          performance.metrics().entrySet()) {
        BaselinePerformance.Expected expected = entry.getValue();
        json.writeObjectFieldStart(entry.getKey());
        JsonFields.number(json, "value", expected.metric().value());
        JsonFields.number(json, "standard_error", expected.metric().standardError());
        JsonFields.number(json, "natural_variance", expected.naturalVariance());
        json.writeNumberField("chunks", expected.chunks());
        json.writeEndObject();
      }
      json.writeEndObject();
      Counts said = performance.predictedPositive();
      if (said == null) {
        json.writeNullField("predicted_positive");
      } else {
        numbers("predicted_positive", said.toArray());
      }
      json.writeEndObject();
    }

    private void calibrations(Baseline baseline) throws IOException {
      json.writeObjectFieldStart("calibration");
      for (SignalBaseline signal : baseline.signals()) {
        Calibration calibration = signal.calibration();
        if (calibration != null) {
          int bins = calibration.bins();
          long[] labelled = new long[bins];
          double[] truth = new double[bins];
          double[] error = new double[bins];
          for (int bin = 0; bin < bins; bin++) {
            labelled[bin] = calibration.labelled(bin);
            truth[bin] = calibration.truthSum(bin);
            error[bin] = calibration.errorSum(bin);
          }
          json.writeObjectFieldStart(signal.signal().name());
          numbers("labelled", labelled);
          numbers("truth", truth);
          numbers("error", error);
          json.writeEndObject();
        }
      }
      json.writeEndObject();
    }

    private void lineage(Lineage lineage) throws IOException {
      json.writeObjectFieldStart("lineage");
      JsonFields.text(json, "model_name", lineage.modelName());
      JsonFields.text(json, "model_version", lineage.modelVersion());
      JsonFields.text(json, "model_location", lineage.modelLocation());
      JsonFields.text(json, "model_sha256", lineage.modelSha256());
      JsonFields.text(json, "code_version", lineage.codeVersion());
      JsonFields.text(json, "data_version", lineage.dataVersion());
      JsonFields.text(json, "data_sha256", lineage.dataSha256());
      JsonFields.text(json, "feature_logic", lineage.featureLogic());
      texts("hyperparameters", lineage.hyperparameters());
      json.writeObjectFieldStart("metrics");
      for (Map.Entry<String, Double> metric : lineage.metrics().entrySet()) {
        JsonFields.number(json, metric.getKey(), metric.getValue());
      }
      json.writeEndObject();
      texts("extra", lineage.extra());
      json.writeEndObject();
    }

    private void texts(String name, Map<String, String> texts) throws IOException {
      json.writeObjectFieldStart(name);
      for (Map.Entry<String, String> entry : texts.entrySet()) {
        json.writeStringField(entry.getKey(), entry.getValue());
      }
      json.writeEndObject();
    }

    private void numbers(String name, long[] values) throws IOException {
      json.writeFieldName(name);
      json.writeArray(values, 0, values.length);
    }

    private void numbers(String name, double[] values) throws IOException {
      json.writeFieldName(name);
      json.writeArray(values, 0, values.length);
    }
  }
}
