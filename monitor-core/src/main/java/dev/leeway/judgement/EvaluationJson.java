package dev.leeway.judgement;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.leeway.baseline.BaselineIdentity;
import dev.leeway.baseline.JsonFields;
import dev.leeway.performance.ConfusionCell;
import dev.leeway.performance.ErrorBin;
import dev.leeway.performance.Estimate;
import dev.leeway.performance.Metric;
import dev.leeway.performance.Reliability;
import dev.leeway.statistic.StatisticResult;
import dev.leeway.statistic.Summary;
import dev.leeway.window.FrameFields;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Evaluations as JSON, format {@code leeway-evaluation/1}. A number that does not exist is null. */
final class EvaluationJson {

  private static final String FORMAT = "leeway-evaluation/1";
  private static final int MOST_BINS = 10;

  private EvaluationJson() {}

  static String write(Evaluation evaluation, boolean allBins) {
    return JsonFields.text(json -> new Writer(json, allBins).evaluation(evaluation));
  }

  private record Writer(JsonGenerator json, boolean allBins) {

    void evaluation(Evaluation evaluation) throws IOException {
      json.writeStartObject();
      json.writeStringField("format", FORMAT);
      baseline(evaluation.baseline());
      FrameFields.write(json, evaluation.window());
      json.writeStringField("policy", evaluation.policy());
      JsonFields.constant(json, "status", evaluation.status());
      json.writeArrayFieldStart("signals");
      for (SignalEvaluation signal : evaluation.signals()) {
        signal(signal);
      }
      json.writeEndArray();
      performance(evaluation.performance());
      json.writeArrayFieldStart("findings");
      for (Finding finding : evaluation.findings()) {
        finding(finding);
      }
      json.writeEndArray();
      json.writeEndObject();
    }

    private void performance(@Nullable Performance performance) throws IOException {
      if (performance == null) {
        json.writeNullField("performance");
        return;
      }
      json.writeObjectFieldStart("performance");
      json.writeNumberField("labelled", performance.labelled());
      json.writeNumberField("unlabelled", performance.unlabelled());
      JsonFields.number(json, "maturity", performance.maturity());
      json.writeObjectFieldStart("realised");
      for (Metric metric : performance.realised().values()) {
        json.writeObjectFieldStart(metric.key());
        JsonFields.number(json, "value", metric.value());
        JsonFields.number(json, "standard_error", metric.standardError());
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeObjectFieldStart("estimated");
      for (Estimate estimate : performance.estimated().values()) {
        json.writeObjectFieldStart(estimate.key());
        JsonFields.number(json, "value", estimate.value());
        JsonFields.number(json, "low", estimate.low());
        JsonFields.number(json, "high", estimate.high());
        json.writeEndObject();
      }
      json.writeEndObject();
      JsonFields.number(json, "beyond_calibration", performance.beyondCalibration());
      json.writeArrayFieldStart("confusion");
      for (ConfusionCell cell : performance.confusion()) {
        json.writeStartObject();
        json.writeStringField("truth", cell.truth());
        json.writeStringField("predicted", cell.predicted());
        json.writeNumberField("records", cell.records());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("calibration");
      for (Reliability bin : performance.calibration()) {
        json.writeStartObject();
        json.writeStringField("bin", bin.bin());
        json.writeNumberField("records", bin.records());
        JsonFields.number(json, "mean_score", bin.meanScore());
        JsonFields.number(json, "label_rate", bin.labelRate());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("error_bins");
      for (ErrorBin bin : performance.errorBins()) {
        json.writeStartObject();
        json.writeStringField(
            "bin", "[" + Text.number(bin.from()) + ", " + Text.number(bin.to()) + ")");
        json.writeNumberField("records", bin.records());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }

    private void baseline(BaselineIdentity baseline) throws IOException {
      json.writeObjectFieldStart("baseline");
      JsonFields.text(json, "name", baseline.name());
      JsonFields.text(json, "digest", baseline.digest());
      JsonFields.text(json, "created", baseline.created().toString());
      JsonFields.text(json, "model_name", baseline.modelName());
      JsonFields.text(json, "model_version", baseline.modelVersion());
      JsonFields.text(json, "code_version", baseline.codeVersion());
      JsonFields.text(json, "data_version", baseline.dataVersion());
      JsonFields.constant(json, "origin", baseline.origin());
      JsonFields.text(json, "bins_of", baseline.binsOf());
      json.writeEndObject();
    }

    private void signal(SignalEvaluation signal) throws IOException {
      json.writeStartObject();
      json.writeStringField("name", signal.name());
      JsonFields.constant(json, "role", signal.signal().role());
      JsonFields.constant(json, "type", signal.signal().type());
      if (signal.segment() != null) {
        json.writeStringField("segment", signal.segment());
      }
      JsonFields.constant(json, "status", signal.status());
      json.writeNumberField("records", signal.records());
      JsonFields.number(json, "missing_rate", signal.missingRate());
      JsonFields.number(json, "unreadable_rate", signal.unreadableRate());
      JsonFields.number(json, "unseen_rate", signal.unseenRate());
      JsonFields.number(json, "out_of_range_rate", signal.outOfRangeRate());
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
        JsonFields.number(json, "reference", bin.reference());
        JsonFields.number(json, "current", bin.current());
        JsonFields.number(json, "contribution", bin.contribution());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("new_categories");
      for (String category : signal.newCategories()) {
        json.writeString(category);
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
      JsonFields.number(json, "mean", summary.mean());
      JsonFields.number(json, "standard_deviation", summary.standardDeviation());
      json.writeEndObject();
    }

    private void statistic(StatisticResult result) throws IOException {
      json.writeObjectFieldStart(result.statistic());
      JsonFields.number(json, "value", result.value());
      JsonFields.number(json, "p_value", result.pValue());
      JsonFields.number(json, "noise", result.noise());
      json.writeNumberField("reference_records", result.referenceRows());
      json.writeNumberField("window_records", result.currentRows());
      json.writeNumberField("bins", result.bins());
      json.writeStringField("convention", result.convention());
      json.writeStringField("zero_rule", result.zeroRule());
      JsonFields.text(json, "reason", result.reason());
      json.writeEndObject();
    }

    private void finding(Finding finding) throws IOException {
      json.writeStartObject();
      JsonFields.text(json, "signal", finding.signal());
      JsonFields.text(json, "segment", finding.segment());
      json.writeStringField("check", finding.check().key());
      json.writeStringField("statistic", finding.statistic());
      JsonFields.number(json, "value", finding.value());
      JsonFields.number(json, "threshold", finding.threshold());
      json.writeStringField("threshold_source", finding.thresholdSource());
      JsonFields.number(json, "p_value", finding.pValue());
      JsonFields.constant(json, "severity", finding.severity());
      json.writeStringField("message", finding.message());
      json.writeEndObject();
    }
  }
}
