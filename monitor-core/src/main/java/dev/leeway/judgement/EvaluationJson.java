package dev.leeway.judgement;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.leeway.baseline.BaselineIdentity;
import dev.leeway.statistic.StatisticResult;
import dev.leeway.statistic.Summary;
import dev.leeway.window.WindowFrame;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Evaluations as JSON, format {@code leeway-evaluation/1}. A number that does not exist is null. */
final class EvaluationJson {

  private static final String FORMAT = "leeway-evaluation/1";
  private static final int MOST_BINS = 10;
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private EvaluationJson() {}

  static String write(Evaluation evaluation, boolean allBins) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      new Writer(json, allBins).evaluation(evaluation);
    } catch (IOException e) {
      throw new UncheckedIOException("An evaluation cannot be written to memory.", e);
    }
    return text.toString();
  }

  private record Writer(JsonGenerator json, boolean allBins) {

    void evaluation(Evaluation evaluation) throws IOException {
      json.writeStartObject();
      json.writeStringField("format", FORMAT);
      baseline(evaluation.baseline());
      window(evaluation.window());
      json.writeStringField("policy", evaluation.policy());
      json.writeStringField("status", lower(evaluation.status()));
      json.writeArrayFieldStart("signals");
      for (SignalEvaluation signal : evaluation.signals()) {
        signal(signal);
      }
      json.writeEndArray();
      json.writeNullField("performance");
      json.writeArrayFieldStart("findings");
      for (Finding finding : evaluation.findings()) {
        finding(finding);
      }
      json.writeEndArray();
      json.writeEndObject();
    }

    private void baseline(BaselineIdentity baseline) throws IOException {
      json.writeObjectFieldStart("baseline");
      text("name", baseline.name());
      text("digest", baseline.digest());
      text("created", baseline.created().toString());
      text("model_name", baseline.modelName());
      text("model_version", baseline.modelVersion());
      text("code_version", baseline.codeVersion());
      text("data_version", baseline.dataVersion());
      json.writeEndObject();
    }

    private void window(WindowFrame window) throws IOException {
      json.writeObjectFieldStart("window");
      json.writeNumberField("index", window.index());
      json.writeNumberField("records", window.records());
      json.writeNumberField("first_row", window.firstRow());
      json.writeNumberField("last_row", window.lastRow());
      text("start", Objects.toString(window.start(), null));
      text("end", Objects.toString(window.end(), null));
      json.writeBooleanField("partial", window.partial());
      json.writeEndObject();
    }

    private void signal(SignalEvaluation signal) throws IOException {
      json.writeStartObject();
      json.writeStringField("name", signal.name());
      json.writeStringField("role", lower(signal.signal().role()));
      json.writeStringField("type", lower(signal.signal().type()));
      if (signal.segment() != null) {
        json.writeStringField("segment", signal.segment());
      }
      json.writeStringField("status", lower(signal.status()));
      json.writeNumberField("records", signal.records());
      number("missing_rate", signal.missingRate());
      number("unseen_rate", signal.unseenRate());
      number("out_of_range_rate", signal.outOfRangeRate());
      json.writeObjectFieldStart("statistics");
      for (StatisticResult statistic : signal.statistics().values()) {
        statistic(statistic);
      }
      json.writeEndObject();
      summary("reference", signal.reference());
      summary("current", signal.current());
      json.writeNullField("expected_effect");
      json.writeArrayFieldStart("marks");
      for (String mark : signal.marks()) {
        json.writeString(mark);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("bins");
      int shown =
          allBins ? signal.bins().size() : Math.min(MOST_BINS, signal.bins().size());
      for (BinShift bin : signal.bins().subList(0, shown)) {
        json.writeStartObject();
        json.writeStringField("bin", bin.bin());
        number("reference", bin.reference());
        number("current", bin.current());
        number("contribution", bin.contribution());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }

    private void summary(String name, @Nullable Summary summary) throws IOException {
      if (summary == null) {
        json.writeNullField(name);
        return;
      }
      json.writeObjectFieldStart(name);
      number("mean", summary.mean());
      number("standard_deviation", summary.standardDeviation());
      json.writeEndObject();
    }

    private void statistic(StatisticResult result) throws IOException {
      json.writeObjectFieldStart(result.statistic());
      number("value", result.value());
      number("p_value", result.pValue());
      number("noise", result.noise());
      json.writeNumberField("reference_records", result.referenceRows());
      json.writeNumberField("window_records", result.currentRows());
      json.writeNumberField("bins", result.bins());
      json.writeStringField("convention", result.convention());
      json.writeStringField("zero_rule", result.zeroRule());
      text("reason", result.reason());
      json.writeEndObject();
    }

    private void finding(Finding finding) throws IOException {
      json.writeStartObject();
      text("signal", finding.signal());
      text("segment", finding.segment());
      json.writeStringField("check", finding.check().key());
      json.writeStringField("statistic", finding.statistic());
      number("value", finding.value());
      number("threshold", finding.threshold());
      json.writeStringField("threshold_source", finding.thresholdSource());
      number("p_value", finding.pValue());
      json.writeStringField("severity", lower(finding.severity()));
      json.writeStringField("message", finding.message());
      json.writeEndObject();
    }

    private void text(String name, @Nullable String value) throws IOException {
      if (value == null) {
        json.writeNullField(name);
      } else {
        json.writeStringField(name, value);
      }
    }

    private void number(String name, double value) throws IOException {
      if (Double.isFinite(value)) {
        json.writeNumberField(name, value);
      } else {
        json.writeNullField(name);
      }
    }

    private static String lower(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
  }
}
