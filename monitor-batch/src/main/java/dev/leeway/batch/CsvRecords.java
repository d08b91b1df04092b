package dev.leeway.batch;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts the fields that are wanted into a block as the parser finds them: no string is made of a field. */
final class CsvRecords extends CsvCallbackHandler<Boolean> {

  private final int[] places;
  private @Nullable CsvBlock block;
  private boolean header = true;
  private int fields;
  private long line;
  private boolean extra;
  private RecordType type = RecordType.DATA;

  /**
   * A handler for one file.
   *
   * @param places for each field the place of its column among the wanted ones, or -1
   */
  CsvRecords(int[] places) {
    this.places = places;
  }

  void fill(CsvBlock next) {
    block = next;
  }

  /** The line in which the record begins that was read last. */
  long line() {
    return line;
  }

  @Override
  protected RecordType getRecordType() {
    return type;
  }

  @Override
  protected int getFieldCount() {
    return fields;
  }

  @Override
  protected void beginRecord(long startingLine) {
    line = startingLine;
    fields = 0;
    extra = false;
    type = RecordType.DATA;
    if (!header) {
      target().begin(line);
    }
  }

  private CsvBlock target() {
    return Objects.requireNonNull(block, "a block to fill comes first");
  }

  @Override
  protected void addField(char[] text, int offset, int length, boolean quoted) {
    if (!header) {
      if (fields >= places.length) {
        extra |= length > 0;
      } else if (places[fields] >= 0) {
        target().put(places[fields], text, offset, length);
      }
    }
    fields++;
  }

  @Override
  protected void setComment(char[] text, int offset, int length) {
    throw new IllegalStateException("There are no comments in CSV.");
  }

  /** An empty line: of a single column a missing value. */
  @Override
  protected void setEmpty() {
    type = RecordType.EMPTY;
    if (!header) {
      fields = 1;
    }
  }

  @Override
  protected Boolean buildRecord() {
    if (header) {
      header = false;
    } else if (type == RecordType.DATA || places.length == 1) {
      boolean sound = fields >= places.length && !extra;
      target().end(sound ? CsvBlock.SOUND : fields);
    }
    return true;
  }
}
