package dev.leeway.batch;

import dev.leeway.source.Cell;
import dev.leeway.source.ColumnReading;
import dev.leeway.source.ColumnType;
import dev.leeway.source.SourceColumn;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/**
 * A column of a DuckDB query: what it is to us, how it is asked for, and how a chunk of it is copied into arrays.
 *
 * @param name as the query names it
 * @param type as DuckDB names it
 */
record DuckColumn(String name, String type, Kind kind) {

  private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),\\s*(\\d+)\\)");

  /** Up to so many digits a decimal over a power of ten is the nearest double. */
  private static final int EXACT_DIGITS = 15;

  private static final int TEXT_WIDTH = 3;

  static DuckColumn of(String name, String type) {
    return new DuckColumn(name, type, kind(type));
  }

  SourceColumn column() {
    return new SourceColumn(name, kind.type);
  }

  /** Number of columns that are selected for it. */
  int width() {
    return kind == Kind.TEXT ? TEXT_WIDTH : 1;
  }

  /**
   * A copy of a chunk's values, which do not outlive the next chunk.
   *
   * @param at place of the first of what was selected for the column
   * @param cache of this column alone
   */
  Values read(DuckDBDataChunkReader chunk, int at, int rows, TextCache cache) {
    return kind == Kind.TEXT
        ? texts(chunk.vector(at), chunk.vector(at + 1), chunk.vector(at + 2), rows, cache)
        : kind.read(chunk.vector(at), rows);
  }

  private static Values texts(
      DuckDBReadableVector from,
      DuckDBReadableVector hash,
      DuckDBReadableVector other,
      int rows,
      TextCache cache) {
    @Nullable Object[] values = new Object[rows];
    for (int i = 0; i < rows; i++) {
      if (!from.isNull(i)) {
        int row = i;
        values[i] = cache.text(hash.getLong(i, 0), other.getLong(i, 0), () -> from.getString(row));
      }
    }
    return new Values.Objects(values);
  }

  private static Kind kind(String type) {
    Matcher decimal = DECIMAL.matcher(type);
    if (decimal.matches()) {
      boolean exact = Integer.parseInt(decimal.group(1)) <= EXACT_DIGITS;
      if (Integer.parseInt(decimal.group(2)) == 0) {
        return exact ? Kind.INTEGER : Kind.WIDE_INTEGER;
      }
      return exact ? Kind.DOUBLE : Kind.WIDE_DECIMAL;
    }
    return switch (type) {
      case "TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT", "UINTEGER" -> Kind.INTEGER;
      case "BIGINT" -> Kind.LONG;
      case "UBIGINT", "HUGEINT", "UHUGEINT", "BIGNUM" -> Kind.WIDE_INTEGER;
      case "FLOAT" -> Kind.FLOAT;
      case "DOUBLE" -> Kind.DOUBLE;
      case "BOOLEAN" -> Kind.FLAG;
      case "DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" -> Kind.LOCAL_TIME;
      case "TIMESTAMP WITH TIME ZONE" -> Kind.INSTANT;
      default -> Kind.TEXT;
    };
  }

  /** Ways to read a column. */
  enum Kind {
    /** Whole numbers that a double holds. */
    INTEGER(ColumnType.INTEGER, "CAST(%s AS DOUBLE)") {
      @Override
      Values read(DuckDBReadableVector from, int rows) {
        return doubles(from, rows);
      }
    },
    DOUBLE(ColumnType.DECIMAL, "CAST(%s AS DOUBLE)") {
      @Override
      Values read(DuckDBReadableVector from, int rows) {
        return doubles(from, rows);
      }
    },
    FLOAT(ColumnType.DECIMAL, "%s") {
      @Override
      Values read(DuckDBReadableVector from, int rows) {
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
          values[i] = from.isNull(i) ? Cell.MISSING : ColumnReading.plain(from.getFloat(i));
        }
        return new Values.Numbers(values, true);
      }
    },
    LONG(ColumnType.INTEGER, "%s") {
      @Override
      Values read(DuckDBReadableVector from, int rows) {
        long[] values = new long[rows];
        boolean[] missing = {};
        for (int i = 0; i < rows; i++) {
          values[i] = from.getLong(i, Values.Longs.MARK);
          if (values[i] == Values.Longs.MARK && from.isNull(i)) {
            missing = missing.length == 0 ? new boolean[rows] : missing;
            missing[i] = true;
          }
        }
        return new Values.Longs(values, missing);
      }
    },
    /** Comes as text, since it may have more digits than any number type of Java. */
    WIDE_INTEGER(ColumnType.INTEGER, "CAST(%s AS VARCHAR)") {
      @Override
      Values read(DuckDBReadableVector from, int rows) {
        @Nullable Object[] values = new Object[rows];
        for (int i = 0; i < rows; i++) {
          String text = from.getString(i);
          values[i] = text == null ? null : new BigInteger(text);
        }
        return new Values.Objects(values);
      }
    },
    WIDE_DECIMAL(ColumnType.DECIMAL, "%s") {
      @Override
      Values read(DuckDBReadableVector from, int rows) {
        @Nullable Object[] values = new Object[rows];
        for (int i = 0; i < rows; i++) {
          values[i] = from.getBigDecimal(i);
        }
        return new Values.Objects(values);
      }
    },
    FLAG(ColumnType.BOOLEAN, "%s") {
      @Override
      Values read(DuckDBReadableVector from, int rows) {
        byte[] values = new byte[rows];
        for (int i = 0; i < rows; i++) {
          values[i] = from.isNull(i)
              ? Values.Flags.MISSING
              : from.getBoolean(i) ? Values.Flags.YES : Values.Flags.NO;
        }
        return new Values.Flags(values);
      }
    },
    LOCAL_TIME(ColumnType.TIME, micros("CAST(%s AS TIMESTAMP)")) {
      @Override
      Values read(DuckDBReadableVector from, int rows) {
        return times(from, rows, true);
      }
    },
    INSTANT(ColumnType.TIME, micros("%s")) {
      @Override
      Values read(DuckDBReadableVector from, int rows) {
        return times(from, rows, false);
      }
    },
    /** Lists, structures and all else as the text that DuckDB makes of them; with its two hashes. */
    TEXT(ColumnType.TEXT, "CAST(%s AS VARCHAR)") {
      @Override
      List<String> select(String column) {
        String text = super.select(column).get(0);
        return List.of(
            text,
            "CAST(hash(" + text + ") >> 1 AS BIGINT)",
            "CAST(hash(reverse(" + text + ")) >> 1 AS BIGINT)");
      }

      @Override
      Values read(DuckDBReadableVector from, int rows) {
        throw new IllegalStateException("Texts are read with their hashes.");
      }
    };

    private final ColumnType type;
    private final String expression;

    Kind(ColumnType type, String expression) {
      this.type = type;
      this.expression = expression;
    }

    /** What to select for a column. */
    List<String> select(String column) {
      return List.of(expression.replace("%s", column));
    }

    abstract Values read(DuckDBReadableVector from, int rows);

    private static String micros(String time) {
      return "CASE WHEN isfinite(" + time + ") THEN epoch_us(" + time + ") WHEN " + time
          + " IS NOT NULL THEN " + Values.Times.NONE + " END";
    }

    private static Values doubles(DuckDBReadableVector from, int rows) {
      double[] values = new double[rows];
      for (int i = 0; i < rows; i++) {
        double value = from.getDouble(i, Cell.MISSING);
        if (Double.isNaN(value) && !(Cell.isMissing(value) && from.isNull(i))) {
          value = Double.NaN;
        }
        values[i] = value;
      }
      return new Values.Numbers(values, false);
    }

    private static Values times(DuckDBReadableVector from, int rows, boolean local) {
      long[] values = new long[rows];
      Arrays.setAll(values, i -> from.getLong(i, Values.Times.MISSING));
      return new Values.Times(values, local);
    }
  }
}
