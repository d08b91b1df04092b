package dev.leeway.batch;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import dev.leeway.source.Cell;
import dev.leeway.source.ColumnReading;
import dev.leeway.source.RecordBlock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Some thousand records of a CSV file as the characters of their fields. */
final class CsvBlock implements RecordBlock {

  static final int SOUND = -1;
  private static final int LONGEST_SHOWN = 100;
  private static final int FIRST_ROWS = 1024;
  private static final int CHARACTERS_PER_FIELD = 8;

  private final Path file;
  private final int fieldCount;
  private final int width;
  private final int[] places;
  private final CategoryNames categories;
  private final AtomicReferenceArray<@Nullable ColumnReading> asked;
  private final double[] @Nullable [] prepared;
  private final @Nullable ColumnReading[] preparedAs;
  private char[] text;
  private int filled;
  private int[] starts;
  private int[] ends;
  private long[] lines = new long[FIRST_ROWS];
  private int[] faults = new int[FIRST_ROWS];
  private int faultCount;
  private int rows;

  /**
   * An empty block.
   *
   * @param asked for each column how it was first read as numbers, shared by all blocks of a reading: set here, see {@link
   *     #prepare}
   */
  CsvBlock(
      Path file,
      int fieldCount,
      List<Integer> wanted,
      CategoryNames categories,
      AtomicReferenceArray<@Nullable ColumnReading> asked) {
    this.file = file;
    this.fieldCount = fieldCount;
    this.width = wanted.size();
    this.places = new int[fieldCount];
    Arrays.fill(places, -1);
    for (int i = 0; i < width; i++) {
      places[wanted.get(i)] = i;
    }
    this.categories = categories;
    this.asked = asked;
    this.prepared = new double[fieldCount][];
    this.preparedAs = new ColumnReading[fieldCount];
    this.starts = new int[FIRST_ROWS * width];
    this.ends = new int[FIRST_ROWS * width];
    this.text = new char[Math.max(1, FIRST_ROWS * width * CHARACTERS_PER_FIELD)];
  }

  void begin(long line) {
    if (rows == lines.length) {
      lines = Arrays.copyOf(lines, 2 * rows);
      faults = Arrays.copyOf(faults, 2 * rows);
      starts = Arrays.copyOf(starts, 2 * rows * width);
      ends = Arrays.copyOf(ends, 2 * rows * width);
    }
    lines[rows] = line;
  }

  void put(int place, char[] from, int offset, int length) {
    if (text.length - filled < length) {
      text = Arrays.copyOf(text, Math.max(filled + length, text.length * 2));
    }
    System.arraycopy(from, offset, text, filled, length);
    starts[rows * width + place] = filled;
    filled += length;
    ends[rows * width + place] = filled;
  }

  /** Ends a record; fields that it does not have are empty until it is known to be sound. */
  void end(int fault) {
    faults[rows] = fault;
    faultCount += fault == SOUND ? 0 : 1;
    rows++;
  }

  int characters() {
    return filled;
  }

  @Override
  public int rows() {
    return rows;
  }

  private int wanted(int column) {
    int place = places[column];
    if (place < 0) {
      throw new IllegalArgumentException("Column " + column + " was not asked for.");
    }
    return place;
  }

  /**
   * Reads the numbers that will be asked for, as those of earlier blocks were: on the thread that reads ahead, so that the one
   * that counts finds them done. For the thread that has filled the block, before it hands it on.
   */
  void prepare() {
    for (int column = 0; column < places.length; column++) {
      ColumnReading reading = asked.get(column);
      if (reading != null && places[column] >= 0) {
        double[] values = new double[rows];
        read(column, reading, values);
        prepared[column] = values;
        preparedAs[column] = reading;
      }
    }
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // one reader of a column has one reading
  public void numbers(int column, ColumnReading reading, double[] into) {
    double[] ready = prepared[column];
    if (ready != null && preparedAs[column] == reading) {
      System.arraycopy(ready, 0, into, 0, rows);
      return;
    }
    if (reading.type().isNumber()) {
      // how other types are read remembers what it has read last, which is for one thread
      asked.compareAndSet(column, null, reading);
    }
    read(column, reading, into);
  }

  private void read(int column, ColumnReading reading, double[] into) {
    int place = wanted(column);
    boolean plain =
        reading.type().isNumber() || reading.type() == dev.leeway.source.ColumnType.TEXT;
    for (int row = 0; row < rows; row++) {
      int start = starts[row * width + place];
      int end = ends[row * width + place];
      into[row] = faults[row] != SOUND
          ? Cell.UNREADABLE
          : start == end
              ? Cell.MISSING
              : plain && isPlainNumeral(start, end)
                  ? parse(start, end)
                  : reading.number(new String(text, start, end - start));
    }
  }

  /** Digits, a sign, a mark, an exponent; whatever else may be a number is left to the slower way. */
  private boolean isPlainNumeral(int start, int end) {
    boolean digit = false;
    for (int i = start; i < end; i++) {
      char c = text[i];
      if (c >= '0' && c <= '9') {
        digit = true;
      } else if (c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
        return false;
      }
    }
    return digit;
  }

  private double parse(int start, int end) {
    try {
      return JavaDoubleParser.parseDouble(text, start, end - start);
    } catch (NumberFormatException e) {
      return Cell.UNREADABLE;
    }
  }

  @Override
  public void texts(int column, ColumnReading reading, @Nullable String[] into) {
    int place = wanted(column);
    CategoryNames.Of names = categories.of(column, reading);
    for (int row = 0; row < rows; row++) {
      int start = starts[row * width + place];
      int end = ends[row * width + place];
      into[row] = faults[row] != SOUND
          ? Cell.UNREADABLE_TEXT
          : start == end ? null : names.name(text, start, end);
    }
  }

  @Override
  public void times(int column, ColumnReading reading, long[] into) {
    int place = wanted(column);
    for (int row = 0; row < rows; row++) {
      int start = starts[row * width + place];
      int end = ends[row * width + place];
      into[row] = faults[row] != SOUND
          ? Cell.UNREADABLE_TIME
          : start == end ? Cell.NO_TIME : reading.time(new String(text, start, end - start));
    }
  }

  @Override
  public @Nullable String shown(int column, int row) {
    int start = starts[row * width + wanted(column)];
    int length = ends[row * width + wanted(column)] - start;
    return faults[row] != SOUND || length == 0
        ? null
        : new String(text, start, Math.min(length, LONGEST_SHOWN));
  }

  @Override
  public String place(int row) {
    return file + ", line " + lines[row];
  }

  @Override
  public List<Problem> problems() {
    if (faultCount == 0) {
      return List.of();
    }
    List<Problem> problems = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      if (faults[row] != SOUND) {
        problems.add(
            new Problem(place(row), "has " + faults[row] + " fields instead of " + fieldCount));
      }
    }
    return problems;
  }
}
