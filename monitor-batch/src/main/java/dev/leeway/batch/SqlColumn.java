package dev.leeway.batch;

import dev.leeway.source.Cell;
import dev.leeway.source.ColumnReading;
import dev.leeway.source.ColumnType;
import dev.leeway.source.SourceColumn;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A column of a JDBC result: what it is to us, and how its values are copied into arrays.
 *
 * @param name as the query names it
 */
record SqlColumn(String name, Kind kind) {

  private static final int EXACT_DIGITS = 15;
  private static final int LONG_DIGITS = 18;

  /** Values of one column on their way into a block. */
  interface Reader {
    void read(ResultSet from, int column, int row) throws SQLException;

    /** Takes the arrays along. */
    Values values();
  }

  private enum Kind {
    LONG(ColumnType.INTEGER),
    WIDE_INTEGER(ColumnType.INTEGER),
    DOUBLE(ColumnType.DECIMAL),
    FLOAT(ColumnType.DECIMAL),
    WIDE_DECIMAL(ColumnType.DECIMAL),
    FLAG(ColumnType.BOOLEAN),
    DATE(ColumnType.TIME),
    LOCAL_TIME(ColumnType.TIME),
    INSTANT(ColumnType.TIME),
    PADDED(ColumnType.TEXT),
    TEXT(ColumnType.TEXT);

    private final ColumnType type;

    Kind(ColumnType type) {
      this.type = type;
    }
  }

  static List<SqlColumn> of(ResultSetMetaData meta) throws SQLException {
    List<SqlColumn> columns = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      columns.add(new SqlColumn(meta.getColumnLabel(i), kind(meta, i)));
    }
    return List.copyOf(columns);
  }

  SourceColumn column() {
    return new SourceColumn(name, kind.type);
  }

  private static Kind kind(ResultSetMetaData meta, int column) throws SQLException {
    String name = String.valueOf(meta.getColumnTypeName(column)).toLowerCase(Locale.ROOT);
    // drivers have numbers of their own for these, or none
    if (name.equals("timestamptz")
        || name.equals("datetimeoffset")
        || name.startsWith("timestamp")
            && name.endsWith("time zone")
            && !name.contains("without")) {
      return Kind.INSTANT;
    }
    return switch (meta.getColumnType(column)) {
      case Types.BOOLEAN -> Kind.FLAG;
      // a row of bits is none
      case Types.BIT ->
        name.startsWith("bool") || meta.getPrecision(column) <= 1 ? Kind.FLAG : Kind.TEXT;
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> Kind.LONG;
      case Types.BIGINT -> name.contains("unsigned") ? Kind.WIDE_INTEGER : Kind.LONG;
      case Types.REAL -> Kind.FLOAT;
      case Types.FLOAT, Types.DOUBLE -> Kind.DOUBLE;
      case Types.NUMERIC, Types.DECIMAL ->
        decimal(meta.getPrecision(column), meta.getScale(column));
      case Types.DATE -> Kind.DATE;
      case Types.TIMESTAMP -> Kind.LOCAL_TIME;
      case Types.TIMESTAMP_WITH_TIMEZONE -> Kind.INSTANT;
      case Types.CHAR, Types.NCHAR -> Kind.PADDED;
      default -> Kind.TEXT;
    };
  }

  /** Without a precision there may be any number of digits and places. */
  private static Kind decimal(int precision, int scale) {
    if (precision > 0 && scale == 0) {
      return precision <= LONG_DIGITS ? Kind.LONG : Kind.WIDE_INTEGER;
    }
    return precision > 0 && precision <= EXACT_DIGITS ? Kind.DOUBLE : Kind.WIDE_DECIMAL;
  }

  /** For a new block. */
  Reader reader(int rows) {
    return switch (kind) {
      case LONG -> new Longs(rows);
      case DOUBLE -> new Numbers(rows, false);
      case FLOAT -> new Numbers(rows, true);
      case FLAG -> new Flags(rows);
      case DATE, LOCAL_TIME, INSTANT -> new Times(rows, kind);
      case WIDE_INTEGER, WIDE_DECIMAL, PADDED, TEXT -> new Objects(rows, kind);
    };
  }

  private static final class Longs implements Reader {
    private final long[] values;
    private boolean[] missing = {};

    Longs(int rows) {
      this.values = new long[rows];
    }

    @Override
    public void read(ResultSet from, int column, int row) throws SQLException {
      values[row] = from.getLong(column);
      if (values[row] == 0 && from.wasNull()) {
        missing = missing.length == 0 ? new boolean[values.length] : missing;
        missing[row] = true;
        values[row] = Values.Longs.MARK;
      }
    }

    @Override
    public Values values() {
      return new Values.Longs(values, missing);
    }
  }

  private static final class Numbers implements Reader {
    private final double[] values;
    private final boolean single;

    Numbers(int rows, boolean single) {
      this.values = new double[rows];
      this.single = single;
    }

    @Override
    public void read(ResultSet from, int column, int row) throws SQLException {
      double value = single ? from.getFloat(column) : from.getDouble(column);
      values[row] = value == 0 && from.wasNull() ? Cell.MISSING : ColumnReading.plain(value);
    }

    @Override
    public Values values() {
      return new Values.Numbers(values, single);
    }
  }

  private static final class Flags implements Reader {
    private final byte[] values;

    Flags(int rows) {
      this.values = new byte[rows];
    }

    @Override
    public void read(ResultSet from, int column, int row) throws SQLException {
      boolean value = from.getBoolean(column);
      values[row] =
          value ? Values.Flags.YES : from.wasNull() ? Values.Flags.MISSING : Values.Flags.NO;
    }

    @Override
    public Values values() {
      return new Values.Flags(values);
    }
  }

  private static final class Times implements Reader {
    private final long[] micros;
    private final Kind kind;
    private boolean older;

    Times(int rows, Kind kind) {
      this.micros = new long[rows];
      this.kind = kind;
    }

    @Override
    public void read(ResultSet from, int column, int row) throws SQLException {
      micros[row] = Values.Times.micros(instant(from, column));
    }

    /** Null where there is none; a local time as if it were in UTC; what stands for infinity as the far end of all time. */
    private @Nullable Instant instant(ResultSet from, int column) throws SQLException {
      if (!older) {
        try {
          return newer(from, column);
        } catch (SQLException | AbstractMethodError | UnsupportedOperationException e) {
          // drivers from before Java 8's times
          older = true;
        }
      }
      if (kind == Kind.DATE) {
        Date date = from.getDate(column);
        return date == null ? null : date.toLocalDate().atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      Timestamp time = from.getTimestamp(column);
      if (time == null) {
        return null;
      }
      return kind == Kind.INSTANT
          ? time.toInstant()
          : time.toLocalDateTime().toInstant(ZoneOffset.UTC);
    }

    private @Nullable Instant newer(ResultSet from, int column) throws SQLException {
      if (kind == Kind.DATE) {
        LocalDate date = from.getObject(column, LocalDate.class);
        return date == null ? null : date.atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      if (kind == Kind.INSTANT) {
        OffsetDateTime time = from.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
      }
      LocalDateTime time = from.getObject(column, LocalDateTime.class);
      return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    @Override
    public Values values() {
      return new Values.Times(micros, kind != Kind.INSTANT);
    }
  }

  private static final class Objects implements Reader {
    private final @Nullable Object[] values;
    private final Kind kind;

    Objects(int rows, Kind kind) {
      this.values = new Object[rows];
      this.kind = kind;
    }

    @Override
    public void read(ResultSet from, int column, int row) throws SQLException {
      if (kind == Kind.PADDED) {
        String text = from.getString(column);
        values[row] = text == null ? null : text.stripTrailing();
      } else {
        // a NUMERIC of PostgreSQL may be NaN, which no BigDecimal is
        Object value = kind == Kind.TEXT ? null : from.getObject(column);
        values[row] = value instanceof Number ? value : from.getString(column);
      }
    }

    @Override
    public Values values() {
      return new Values.Objects(values);
    }
  }
}
