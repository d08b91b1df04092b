package dev.leeway.batch;

import dev.leeway.source.ColumnReading;
import org.jspecify.annotations.Nullable;

/**
 * The names of categories that came before, so that a string is made of each name once and not of each field. Bounded: where a
 * column has very many, the place of an old one is taken. For the thread that takes the values out of the blocks.
 */
final class CategoryNames {

  private static final int PLACES = 1 << 12;
  private static final int LONGEST = 64;
  private static final int FACTOR = 31;

  private final @Nullable Of[] columns;

  CategoryNames(int columns) {
    this.columns = new Of[columns];
  }

  Of of(int column, ColumnReading reading) {
    Of known = columns[column];
    if (known == null || known.reading != reading) {
      known = new Of(reading);
      columns[column] = known;
    }
    return known;
  }

  /** The names of one column. */
  static final class Of {

    private final ColumnReading reading;
    private final String[] fields = new String[PLACES];
    private final @Nullable String[] names = new String[PLACES];

    private Of(ColumnReading reading) {
      this.reading = reading;
    }

    @Nullable
    String name(char[] text, int start, int end) {
      int length = end - start;
      if (length > LONGEST) {
        return reading.category(new String(text, start, length));
      }
      int hash = 0;
      for (int i = start; i < end; i++) {
        hash = FACTOR * hash + text[i];
      }
      int place = (hash ^ hash >>> 12) & (PLACES - 1);
      String known = fields[place];
      if (known == null || !isThat(known, text, start, length)) {
        known = new String(text, start, length);
        fields[place] = known;
        names[place] = reading.category(known);
      }
      return names[place];
    }

    private static boolean isThat(String known, char[] text, int start, int length) {
      if (known.length() != length) {
        return false;
      }
      for (int i = 0; i < length; i++) {
        if (known.charAt(i) != text[start + i]) {
          return false;
        }
      }
      return true;
    }
  }
}
