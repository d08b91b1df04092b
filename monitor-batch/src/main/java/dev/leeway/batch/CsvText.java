package dev.leeway.batch;

import dev.leeway.source.SourceException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The characters of a file: decompressed, without a byte order mark. What is no text is refused, not replaced. */
final class CsvText {

  private static final int BUFFER = 1 << 16;
  private static final int MARK = 3;

  private CsvText() {}

  /** Counts the bytes of the file itself, for the progress. */
  static final class Counted extends FilterInputStream {

    private final AtomicLong bytes = new AtomicLong();

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      bytes.addAndGet(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = in.read(into, offset, length);
      bytes.addAndGet(Math.max(0, read));
      return read;
    }

    long bytes() {
      return bytes.get();
    }
  }

  static Counted bytes(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new SourceException(file + " is a directory: name the CSV files in it.");
    }
    return new Counted(Files.newInputStream(file));
  }

  static Reader open(Path file, InputStream bytes) throws IOException {
    InputStream plain =
        file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, BUFFER) : bytes;
    PushbackInputStream in = new PushbackInputStream(plain, MARK);
    byte[] start = in.readNBytes(MARK);
    Charset charset = StandardCharsets.UTF_8;
    int mark = 0;
    if (begins(start, 0xEF, 0xBB, 0xBF)) {
      mark = MARK;
    } else if (begins(start, 0xFF, 0xFE)) {
      charset = StandardCharsets.UTF_16LE;
      mark = 2;
    } else if (begins(start, 0xFE, 0xFF)) {
      charset = StandardCharsets.UTF_16BE;
      mark = 2;
    }
    in.unread(start, mark, start.length - mark);
    return new InputStreamReader(
        in,
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  private static boolean begins(byte[] start, int... with) {
    for (int i = 0; i < with.length; i++) {
      if (i >= start.length || (start[i] & 0xFF) != with[i]) {
        return false;
      }
    }
    return true;
  }

  /** What went wrong, for the person who gave the file. */
  static SourceException failure(Path file, long line, Throwable failure) {
    String place = line > 0 ? file + ", after line " + line : file.toString();
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof IOException)) {
      cause = cause.getCause();
    }
    if (cause instanceof CharacterCodingException) {
      return new SourceException(
          place
              + ": there are bytes that are no UTF-8 text: convert the file, for example with iconv -f latin1 -t utf-8.",
          failure);
    }
    if (cause instanceof ZipException || cause instanceof EOFException) {
      return new SourceException(
          place + ": the compressed content is damaged or cut short (" + cause.getMessage()
              + "): make or copy the file again.",
          failure);
    }
    if (cause instanceof NoSuchFileException) {
      return new SourceException(file + " does not exist: check the path.", failure);
    }
    if (cause instanceof AccessDeniedException) {
      return new SourceException(file + " may not be read: check its permissions.", failure);
    }
    String message = String.valueOf(cause.getMessage());
    int end = message.indexOf('\n');
    return new SourceException(
        (line > 0 ? file + ", line " + line : file) + " cannot be read as CSV: "
            + (end < 0 ? message : message.substring(0, end)).strip()
            + ": mend the file, or say how it was written with --delimiter.",
        failure);
  }
}
