package dev.leeway.batch.cli;

import dev.leeway.source.Cell;
import dev.leeway.source.ColumnReading;
import dev.leeway.source.ColumnRole;
import dev.leeway.source.ColumnType;
import dev.leeway.source.DataColumn;
import dev.leeway.source.DataFormat;
import dev.leeway.source.RecordBlock;
import dev.leeway.source.RecordSource;
import dev.leeway.source.SourceColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Data with one column more: the label that another source has under the same id. The labels are held in memory, by id: about 150 bytes
 * each.
 */
final class LabelledSource implements RecordSource {

  private static final String OPTION = "--labels";

  private final RecordSource data;
  private final RecordSource labels;
  private final DataColumn id;
  private final DataColumn label;
  private final DataFormat format;
  private final List<SourceColumn> columns;
  private final int idPlace;
  private @Nullable Map<String, @Nullable String> known;

  private LabelledSource(
      RecordSource data, RecordSource labels, DataColumn id, DataColumn label, DataFormat format) {
    this.data = data;
    this.labels = labels;
    this.id = id;
    this.label = label;
    this.format = format;
    this.columns = new ArrayList<>(data.columns());
    this.idPlace = place(data, id.name(), OPTION);
    columns.add(new SourceColumn(label.name(), ColumnType.TEXT));
  }

  /**
   * Joins data with labels.
   *
   * @throws Refusal if the baseline does not name the columns, or the sources lack them
   */
  static RecordSource of(RecordSource data, RecordSource labels, @Nullable DataFormat format) {
    DataColumn id = format == null ? null : format.column(ColumnRole.ID);
    DataColumn label = format == null ? null : format.column(ColumnRole.LABEL);
    if (format == null || id == null || label == null) {
      throw new Refusal("--labels joins by the id column, but the baseline names "
          + (id == null ? "no id" : "no label") + ": make it with "
          + (id == null ? "--id" : "--label") + " COLUMN.");
    }
    if (data.columns().stream().anyMatch(column -> column.name().equals(label.name()))) {
      throw new Refusal("the data has the column '" + label.name()
          + "' itself: leave --labels out, or the column.");
    }
    return new LabelledSource(data, labels.readAs(format), id, label, format);
  }

  /** Place of a column that an option needs. */
  static int place(RecordSource source, String column, String option) {
    List<SourceColumn> columns = source.columns();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    throw new Refusal(source.name() + " has no column '" + column + "', which " + option
        + " needs; it has " + columns.stream().map(SourceColumn::name).limit(10).toList() + ".");
  }

  private Map<String, @Nullable String> read() {
    int labelId = place(labels, id.name(), OPTION);
    int truth = place(labels, label.name(), OPTION);
    Map<String, @Nullable String> truths = new HashMap<>();
    try (Blocks blocks = labels.open(List.of(labelId, truth))) {
      for (RecordBlock block = blocks.next(); block != null; block = blocks.next()) {
        String[] ids = texts(block, labelId, format);
        String[] values = texts(block, truth, format);
        for (int row = 0; row < block.rows(); row++) {
          if (ids[row] != null && values[row] != null) {
            truths.put(ids[row], values[row]);
          }
        }
      }
    }
    return truths;
  }

  /** A column as it stands in the source. */
  static @Nullable String[] texts(RecordBlock block, int column, DataFormat format) {
    @Nullable String[] into = new String[block.rows()];
    block.texts(
        column,
        new ColumnReading(ColumnType.TEXT, format.decimalMark(), null, format.zone()),
        into);
    return into;
  }

  @Override
  public String name() {
    return data.name();
  }

  @Override
  public List<SourceColumn> columns() {
    return columns;
  }

  @Override
  public RecordSource readAs(DataFormat other) {
    return new LabelledSource(data.readAs(other), labels, id, label, format);
  }

  @Override
  public Blocks open(List<Integer> wanted) {
    Map<String, @Nullable String> truths = known == null ? read() : known;
    known = truths;
    List<Integer> ofData = new ArrayList<>(wanted);
    ofData.remove(Integer.valueOf(columns.size() - 1));
    if (!ofData.contains(idPlace)) {
      ofData.add(idPlace);
    }
    Blocks blocks = data.open(ofData);
    return new Blocks() {
      @Override
      public @Nullable RecordBlock next() {
        RecordBlock block = blocks.next();
        return block == null ? null : new Joined(block, truths);
      }

      @Override
      public double progress() {
        return blocks.progress();
      }

      @Override
      public void close() {
        blocks.close();
      }
    };
  }

  /** A block whose last column comes from the labels. */
  private final class Joined implements RecordBlock {

    private final RecordBlock block;
    private final Map<String, @Nullable String> truths;
    private @Nullable String @Nullable [] labelsOfRows;

    Joined(RecordBlock block, Map<String, @Nullable String> truths) {
      this.block = block;
      this.truths = truths;
    }

    private boolean isLabel(int column) {
      return column == columns.size() - 1;
    }

    /** Once a block, however often it is asked for. */
    private @Nullable String[] joined() {
      @Nullable String @Nullable [] found = labelsOfRows;
      if (found == null) {
        found = LabelledSource.texts(block, idPlace, format);
        for (int row = 0; row < found.length; row++) {
          found[row] = found[row] == null ? null : truths.get(found[row]);
        }
        labelsOfRows = found;
      }
      return found;
    }

    @Override
    public int rows() {
      return block.rows();
    }

    @Override
    public void numbers(int column, ColumnReading reading, double[] into) {
      if (!isLabel(column)) {
        block.numbers(column, reading, into);
        return;
      }
      @Nullable String[] texts = joined();
      for (int row = 0; row < texts.length; row++) {
        into[row] = reading.number(texts[row]);
      }
    }

    @Override
    public void texts(int column, ColumnReading reading, @Nullable String[] into) {
      if (!isLabel(column)) {
        block.texts(column, reading, into);
        return;
      }
      @Nullable String[] texts = joined();
      for (int row = 0; row < texts.length; row++) {
        into[row] = reading.category(texts[row]);
      }
    }

    @Override
    public void times(int column, ColumnReading reading, long[] into) {
      if (!isLabel(column)) {
        block.times(column, reading, into);
        return;
      }
      Arrays.fill(into, 0, block.rows(), Cell.NO_TIME);
    }

    @Override
    public @Nullable String shown(int column, int row) {
      return isLabel(column) ? joined()[row] : block.shown(column, row);
    }

    @Override
    public String place(int row) {
      return block.place(row);
    }

    @Override
    public List<Problem> problems() {
      return block.problems();
    }
  }
}
