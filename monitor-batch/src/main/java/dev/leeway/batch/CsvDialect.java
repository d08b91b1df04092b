package dev.leeway.batch;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.leeway.source.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a CSV file is written, found out from its beginning. */
final class CsvDialect {

  private static final char[] DELIMITERS = {',', ';', '\t', '|'};
  private static final int LOOKED_AT = 1 << 16;
  private static final int RECORDS = 50;

  private CsvDialect() {}

  /** One quote that is out of place must not be the end of a report: what follows it belongs to the field. */
  @SuppressWarnings("removal")
  static CsvReader.CsvReaderBuilder reader(char delimiter) {
    return CsvReader.builder()
        .fieldSeparator(delimiter)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowExtraCharsAfterClosingQuote(true);
  }

  /**
   * The delimiter that cuts the first records into the same number of fields, of several the one that gives the most; a comma
   * where none cuts anything.
   */
  static char delimiterOf(Path file) {
    String beginning = beginning(file);
    char best = ',';
    double bestScore = 0;
    for (char delimiter : DELIMITERS) {
      double score = score(beginning, delimiter);
      if (score > bestScore) {
        best = delimiter;
        bestScore = score;
      }
    }
    return best;
  }

  /** Fields of the first record, where most others have as many; 0 where there is but one. */
  private static double score(String beginning, char delimiter) {
    List<Integer> fields = new ArrayList<>();
    try (CsvReader<CsvRecord> reader =
        reader(delimiter).allowUnclosedQuote(true).ofCsvRecord(beginning)) {
      for (CsvRecord csv : reader) {
        fields.add(csv.getFieldCount());
        if (fields.size() == RECORDS) {
          break;
        }
      }
    } catch (RuntimeException | IOException e) {
      // what breaks when it is cut in this way was not written in it
      return 0;
    }
    // the last record may have been cut off by where the look ends
    int whole = Math.max(1, fields.size() - 1);
    if (fields.isEmpty() || fields.get(0) < 2) {
      return 0;
    }
    long alike = fields.subList(0, whole).stream().filter(fields.get(0)::equals).count();
    return (double) alike / whole * 1000 + Math.min(fields.get(0), 100);
  }

  private static String beginning(Path file) {
    try (InputStream bytes = CsvText.bytes(file);
        Reader text = CsvText.open(file, bytes)) {
      char[] some = new char[LOOKED_AT];
      int filled = 0;
      for (int read = 0; read >= 0 && filled < some.length; filled += Math.max(0, read)) {
        read = text.read(some, filled, some.length - filled);
      }
      return new String(some, 0, filled);
    } catch (IOException | UncheckedIOException e) {
      throw CsvText.failure(file, 0, e);
    }
  }

  static List<String> firstRecord(Path file, char delimiter) {
    List<String> first = firstRecord(file, beginning(file), delimiter);
    if (first == null) {
      throw new SourceException(file + " is empty: its first line must name the columns.");
    }
    return first;
  }

  private static @Nullable List<String> firstRecord(Path file, String beginning, char delimiter) {
    try (CsvReader<CsvRecord> reader =
        reader(delimiter).allowUnclosedQuote(true).ofCsvRecord(new StringReader(beginning))) {
      for (CsvRecord csv : reader) {
        return csv.getFields();
      }
      return null;
    } catch (RuntimeException | IOException e) {
      throw CsvText.failure(file, 0, e);
    }
  }
}
