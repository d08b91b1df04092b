package dev.leeway.batch.cli;

import dev.leeway.Monitor;
import dev.leeway.source.Cell;
import dev.leeway.source.ColumnReading;
import dev.leeway.source.ColumnRole;
import dev.leeway.source.DataColumn;
import dev.leeway.source.DataFormat;
import dev.leeway.source.RecordBlock;
import dev.leeway.source.RecordSource;
import dev.leeway.source.SourceColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Labels that become known at times of their own: read beside the records, and given to the monitor at their time and not before.
 */
final class LateLabels implements AutoCloseable {

  /** A label and when it is known. */
  private record Label(long time, String id, String truth) {}

  private final RecordSource.Blocks blocks;
  private final List<Integer> columns;
  private final DataFormat format;
  private final @Nullable Map<String, Label> byId;
  private final PriorityQueue<Label> due =
      new PriorityQueue<>((a, b) -> Long.compare(a.time, b.time));
  private @Nullable RecordBlock block;
  private @Nullable String[] ids = {};
  private @Nullable String[] truths = {};
  private long[] known = {};
  private long[] times = {};
  private int row;
  private long number;

  private LateLabels(
      RecordSource.Blocks blocks,
      List<Integer> columns,
      DataFormat format,
      @Nullable Map<String, Label> byId) {
    this.blocks = blocks;
    this.columns = columns;
    this.format = format;
    this.byId = byId;
  }

  /**
   * Opens the labels of some data.
   *
   * @param labels the source of the labels where they stand apart, joined by the id; null where they stand in the data
   * @param knownAt the column with the time at which a label became known, where the label is
   */
  static LateLabels open(
      RecordSource data,
      @Nullable RecordSource labels,
      String knownAt,
      @Nullable DataFormat format) {
    DataColumn label = format == null ? null : format.column(ColumnRole.LABEL);
    DataColumn time = format == null ? null : format.column(ColumnRole.TIMESTAMP);
    DataColumn id = format == null ? null : format.column(ColumnRole.ID);
    if (format == null || label == null || time == null) {
      throw new Refusal(
          "--label-timestamp needs the label and the time of each record, but the baseline names no "
              + (label == null
                  ? "label: make it with --label"
                  : "timestamp: make it with --timestamp")
              + " COLUMN.");
    }
    RecordSource read = data.readAs(format);
    List<Integer> columns = new ArrayList<>();
    columns.add(place(read, time.name()));
    if (labels == null) {
      columns.add(place(read, label.name()));
      columns.add(place(read, knownAt));
      return new LateLabels(read.open(columns), columns, format, null);
    }
    if (id == null) {
      throw new Refusal(
          "--labels joins by the id column, but the baseline names none: make it with --id COLUMN.");
    }
    columns.add(place(read, id.name()));
    RecordSource apart = labels.readAs(format);
    List<Integer> wanted =
        List.of(place(apart, id.name()), place(apart, label.name()), place(apart, knownAt));
    Map<String, Label> byId = new HashMap<>();
    try (RecordSource.Blocks all = apart.open(wanted)) {
      for (RecordBlock next = all.next(); next != null; next = all.next()) {
        @Nullable String[] ids = LabelledSource.texts(next, wanted.get(0), format);
        @Nullable String[] truths = LabelledSource.texts(next, wanted.get(1), format);
        long[] known = times(next, wanted.get(2), time, format);
        for (int i = 0; i < next.rows(); i++) {
          String key = ids[i];
          String truth = truths[i];
          if (key != null && truth != null && isTime(known[i])) {
            byId.put(key, new Label(known[i], key, truth));
          }
        }
      }
    }
    return new LateLabels(read.open(columns), columns, format, byId);
  }

  private static int place(RecordSource source, String column) {
    return LabelledSource.place(source, column, "--label-timestamp");
  }

  private static long[] times(RecordBlock block, int column, DataColumn as, DataFormat format) {
    long[] into = new long[block.rows()];
    block.times(column, format.reading(as), into);
    return into;
  }

  private static boolean isTime(long time) {
    return time != Cell.NO_TIME && time != Cell.UNREADABLE_TIME;
  }

  /** The data without its label, which is not known when a record is made. */
  static RecordSource hidden(RecordSource data, @Nullable DataFormat format) {
    DataColumn label = format == null ? null : format.column(ColumnRole.LABEL);
    return label == null ? data : new WithoutColumn(data, label.name());
  }

  /** A source one of whose columns has another name, so that nobody reads it. */
  private record WithoutColumn(RecordSource data, String column) implements RecordSource {

    @Override
    public String name() {
      return data.name();
    }

    @Override
    public List<SourceColumn> columns() {
      return data.columns().stream()
          .map(known -> known.name().equals(column)
              ? new SourceColumn(column + " (given later)", known.type())
              : known)
          .toList();
    }

    @Override
    public Blocks open(List<Integer> wanted) {
      return data.open(wanted);
    }

    @Override
    public RecordSource readAs(DataFormat format) {
      return new WithoutColumn(data.readAs(format), column);
    }
  }

  /** The id of the next record; what has become known until its time is given to the monitor before. */
  String next(Monitor<?> monitor) {
    if (block == null || row == block.rows()) {
      block = blocks.next();
      row = 0;
      read(block);
    }
    long now = times[row];
    if (isTime(now)) {
      give(monitor, now);
    }
    String own = byId == null ? Long.toString(number) : ids[row];
    Label label = byId != null
        ? own == null ? null : byId.get(own)
        : truths[row] == null || !isTime(known[row])
            ? null
            : new Label(known[row], Long.toString(number), String.valueOf(truths[row]));
    if (label != null) {
      due.add(label);
    }
    row++;
    number++;
    return own == null ? "row " + number : own;
  }

  private void read(@Nullable RecordBlock next) {
    if (next == null) {
      throw new IllegalStateException("The labels end before the records that they stand beside.");
    }
    DataColumn time = format.column(ColumnRole.TIMESTAMP);
    if (time == null) {
      throw new IllegalStateException("The format has lost its timestamp.");
    }
    times = times(next, columns.get(0), time, format);
    if (byId == null) {
      truths = LabelledSource.texts(next, columns.get(1), format);
      known = times(next, columns.get(2), time, format);
    } else {
      ids = LabelledSource.texts(next, columns.get(1), format);
    }
  }

  private void give(Monitor<?> monitor, long until) {
    for (Label label = due.peek(); label != null && label.time <= until; label = due.peek()) {
      due.remove();
      monitor.label(label.id, truth(label.truth));
    }
  }

  /** A number where it reads as one: what is true of a regression; a class is compared by its name either way. */
  private Object truth(String text) {
    double number = ColumnReading.parse(text, format.decimalMark());
    return Double.isFinite(number) ? (Object) number : text;
  }

  @Override
  public void close() {
    blocks.close();
  }
}
