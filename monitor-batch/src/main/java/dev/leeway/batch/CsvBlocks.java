package dev.leeway.batch;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.leeway.source.ColumnReading;
import dev.leeway.source.RecordBlock;
import dev.leeway.source.RecordSource;
import dev.leeway.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** One way through CSV files. */
final class CsvBlocks implements RecordSource.Blocks {

  /** The columns are taken out one by one, each of them across the whole block: it should stay in a core's own cache. */
  private static final int ROWS = 1024;

  private static final int CHARACTERS = 1 << 20;

  private final List<Path> files;
  private final List<String> names;
  private final char delimiter;
  private final List<Integer> wanted;
  private final long[] sizes;
  private final CategoryNames categories;
  private final AtomicReferenceArray<@Nullable ColumnReading> asked;
  private final AtomicInteger next = new AtomicInteger();
  private @Nullable CsvReader<Boolean> reader;
  private @Nullable CloseableIterator<Boolean> records;
  private volatile CsvText.@Nullable Counted bytes;
  private @Nullable CsvRecords handler;
  private boolean ended;

  CsvBlocks(List<Path> files, List<String> names, char delimiter, List<Integer> wanted) {
    this.files = files;
    this.names = names;
    this.delimiter = delimiter;
    this.wanted = List.copyOf(wanted);
    this.sizes = new long[files.size()];
    this.categories = new CategoryNames(names.size());
    this.asked = new AtomicReferenceArray<>(names.size());
    for (int i = 0; i < sizes.length; i++) {
      try {
        sizes[i] = Files.size(files.get(i));
      } catch (IOException e) {
        throw CsvText.failure(files.get(i), 0, e);
      }
    }
  }

  @Override
  public @Nullable RecordBlock next() {
    while (!ended) {
      if (records == null && !openNext()) {
        return null;
      }
      CsvBlock block = read();
      if (block != null) {
        return block;
      }
      closeFile();
    }
    return null;
  }

  private boolean openNext() {
    if (next.get() == files.size()) {
      ended = true;
      return false;
    }
    Path file = files.get(next.get());
    CsvRecords fresh = new CsvRecords(places(file));
    try {
      CsvText.Counted counted = CsvText.bytes(file);
      bytes = counted;
      CsvReader<Boolean> opened = CsvDialect.reader(delimiter)
          // of a single column, an empty line is a record without its value
          .allowUnclosedQuote(false)
          .skipEmptyLines(names.size() > 1)
          .build(fresh, CsvText.open(file, counted));
      reader = opened;
      records = opened.iterator();
    } catch (IOException e) {
      throw failed(0, e);
    }
    handler = fresh;
    next.incrementAndGet();
    return true;
  }

  /** For each field of the file the place of its column among the wanted ones, -1 where it is not wanted. */
  private int[] places(Path file) {
    List<String> fields = next.get() == 0 ? names : CsvSource.header(file, delimiter);
    String difference = difference(fields, names);
    if (difference != null) {
      throw new SourceException(file + " has other columns than " + files.get(0) + ": " + difference
          + "; files that are read together must have the same ones.");
    }
    Map<String, Integer> order = new HashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      order.put(names.get(wanted.get(i)), i);
    }
    int[] places = new int[fields.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = order.getOrDefault(fields.get(i), -1);
    }
    return places;
  }

  private static @Nullable String difference(List<String> here, List<String> there) {
    Set<String> mine = new HashSet<>(here);
    Set<String> others = new HashSet<>(there);
    for (String name : there) {
      if (!mine.contains(name)) {
        return "'" + name + "' is not there";
      }
    }
    for (String name : here) {
      if (!others.contains(name)) {
        return "'" + name + "' is new";
      }
    }
    return null;
  }

  private @Nullable CsvBlock read() {
    CsvRecords into = handler;
    CloseableIterator<Boolean> from = records;
    if (into == null || from == null) {
      throw new IllegalStateException("No file is open.");
    }
    CsvBlock block =
        new CsvBlock(files.get(next.get() - 1), names.size(), wanted, categories, asked);
    into.fill(block);
    try {
      while (block.rows() < ROWS && block.characters() < CHARACTERS && from.hasNext()) {
        from.next();
      }
    } catch (RuntimeException e) {
      throw failed(into.line(), e);
    }
    if (block.rows() == 0) {
      return null;
    }
    block.prepare();
    return block;
  }

  private SourceException failed(long line, Throwable failure) {
    return CsvText.failure(
        files.get(Math.min(next.get(), files.size()) - (handler == null ? 0 : 1)), line, failure);
  }

  @Override
  public double progress() {
    long all = 0;
    long done = 0;
    int current = next.get() - 1;
    for (int i = 0; i < sizes.length; i++) {
      all += sizes[i];
      done += i < current ? sizes[i] : 0;
    }
    CsvText.Counted now = bytes;
    return all == 0
        ? Double.NaN
        : Math.min(1, (double) (done + (now == null ? 0 : now.bytes())) / all);
  }

  private void closeFile() {
    CsvReader<Boolean> open = reader;
    reader = null;
    records = null;
    handler = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new SourceException(
            files.get(next.get() - 1) + " cannot be closed: " + e.getMessage() + ".", e);
      }
    }
  }

  @Override
  public void close() {
    ended = true;
    closeFile();
  }
}
