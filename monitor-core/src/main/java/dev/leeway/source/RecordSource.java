package dev.leeway.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A data set of records with the same columns that can be read from its beginning as often as is wished: some files, a
 * table, the result of a query, objects in memory. Immutable.
 *
 * <p>{@link #ofRows} makes one of anything that can be iterated; a source of its own is worth while for formats that come in
 * columns.
 */
public interface RecordSource {

  /** What it is, for messages: a file's name, the query. */
  String name();

  /**
   * The columns in their order, with names of their own.
   *
   * @throws SourceException if it cannot be read
   */
  List<SourceColumn> columns();

  /**
   * Begins to read.
   *
   * @param wanted numbers of the columns that will be asked for; others may be left out
   * @throws SourceException if it cannot be read
   */
  Blocks open(List<Integer> wanted);

  /** The same source read as the training data was, where that makes a difference: with its delimiter. */
  default RecordSource readAs(DataFormat format) {
    return this;
  }

  /** One way through the records, for one thread. */
  interface Blocks extends AutoCloseable {

    /**
     * The next records in the order of the source, null at the end. The block before is not used any more.
     *
     * @throws SourceException if it cannot be read any further
     */
    @Nullable
    RecordBlock next();

    /** Share of the source that has been read, 0 to 1; NaN where that is not known. Any thread may ask. */
    default double progress() {
      return Double.NaN;
    }

    @Override
    void close();
  }

  /**
   * Rows of values in memory, or wherever an iterator takes them from: numbers, booleans, instants, strings; null is missing.
   * Iterated anew for each reading.
   *
   * @param name for messages
   * @param columns in the order of the values
   */
  static RecordSource ofRows(
      String name,
      List<SourceColumn> columns,
      Iterable<? extends @Nullable Object @Nullable []> rows) {
    return new RowSource(name, columns, rows);
  }
}
