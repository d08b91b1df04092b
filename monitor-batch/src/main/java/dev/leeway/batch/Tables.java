package dev.leeway.batch;

import dev.leeway.judgement.BinShift;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Finding;
import dev.leeway.judgement.SignalEvaluation;
import dev.leeway.statistic.StatisticResult;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Evaluations as Tablesaw tables, where Tablesaw is on the class path, to sort, filter and join. Columns are named as in the
 * evaluation's JSON. What is not known is missing.
 */
public final class Tables {

  private Tables() {}

  /**
   * One row a signal: {@code signal}, {@code segment}, {@code role}, {@code status}, {@code records}, {@code missing_rate},
   * {@code unreadable_rate}, {@code unseen_rate}, {@code out_of_range_rate}, and the value of each statistic under its name,
   * missing where a signal does not have it.
   */
  public static Table signals(Evaluation evaluation) {
    StringColumn name = StringColumn.create("signal");
    StringColumn segment = StringColumn.create("segment");
    StringColumn role = StringColumn.create("role");
    StringColumn status = StringColumn.create("status");
    LongColumn records = LongColumn.create("records");
    DoubleColumn missing = DoubleColumn.create("missing_rate");
    DoubleColumn unreadable = DoubleColumn.create("unreadable_rate");
    DoubleColumn unseen = DoubleColumn.create("unseen_rate");
    DoubleColumn outOfRange = DoubleColumn.create("out_of_range_rate");
    Map<String, DoubleColumn> statistics = new LinkedHashMap<>();
    for (SignalEvaluation signal : evaluation.signals()) {
      signal
          .statistics()
          .keySet()
          .forEach(key -> statistics.computeIfAbsent(key, DoubleColumn::create));
    }
    for (SignalEvaluation signal : evaluation.signals()) {
      name.append(signal.name());
      append(segment, signal.segment());
      role.append(key(signal.signal().role()));
      status.append(key(signal.status()));
      records.append(signal.records());
      missing.append(signal.missingRate());
      unreadable.append(signal.unreadableRate());
      unseen.append(signal.unseenRate());
      outOfRange.append(signal.outOfRangeRate());
      statistics.forEach((key, column) -> {
        StatisticResult result = signal.statistics().get(key);
        column.append(result == null ? Double.NaN : result.value());
      });
    }
    Table table = Table.create(
        "signals", name, segment, role, status, records, missing, unreadable, unseen, outOfRange);
    statistics.values().forEach(table::addColumns);
    return table;
  }

  /**
   * One row a coarse bin, the largest contributions of a signal first: {@code signal}, {@code segment}, {@code bin}, {@code
   * reference}, {@code current} as shares, {@code contribution} to PSI.
   */
  public static Table bins(Evaluation evaluation) {
    StringColumn name = StringColumn.create("signal");
    StringColumn segment = StringColumn.create("segment");
    StringColumn label = StringColumn.create("bin");
    DoubleColumn reference = DoubleColumn.create("reference");
    DoubleColumn current = DoubleColumn.create("current");
    DoubleColumn contribution = DoubleColumn.create("contribution");
    for (SignalEvaluation signal : evaluation.signals()) {
      for (BinShift bin : signal.bins()) {
        name.append(signal.name());
        append(segment, signal.segment());
        label.append(bin.bin());
        reference.append(bin.reference());
        current.append(bin.current());
        contribution.append(bin.contribution());
      }
    }
    return Table.create("bins", name, segment, label, reference, current, contribution);
  }

  /**
   * One row a finding, the worst first: {@code signal}, missing where it is about the whole window, {@code segment}, {@code
   * check}, {@code statistic}, {@code severity}, {@code value}, {@code threshold}, {@code threshold_source}, {@code p_value},
   * {@code message}.
   */
  public static Table findings(Evaluation evaluation) {
    StringColumn name = StringColumn.create("signal");
    StringColumn segment = StringColumn.create("segment");
    StringColumn check = StringColumn.create("check");
    StringColumn statistic = StringColumn.create("statistic");
    StringColumn severity = StringColumn.create("severity");
    DoubleColumn value = DoubleColumn.create("value");
    DoubleColumn threshold = DoubleColumn.create("threshold");
    StringColumn source = StringColumn.create("threshold_source");
    DoubleColumn pValue = DoubleColumn.create("p_value");
    StringColumn message = StringColumn.create("message");
    for (Finding finding : evaluation.findings()) {
      append(name, finding.signal());
      append(segment, finding.segment());
      check.append(finding.check().key());
      statistic.append(finding.statistic());
      severity.append(key(finding.severity()));
      value.append(finding.value());
      threshold.append(finding.threshold());
      source.append(finding.thresholdSource());
      pValue.append(finding.pValue());
      message.append(finding.message());
    }
    return Table.create(
        "findings",
        name,
        segment,
        check,
        statistic,
        severity,
        value,
        threshold,
        source,
        pValue,
        message);
  }

  private static String key(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static void append(StringColumn column, @Nullable String text) {
    if (text == null) {
      column.appendMissing();
    } else {
      column.append(text);
    }
  }
}
