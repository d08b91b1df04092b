package dev.leeway.baseline;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A baseline in a file: {@code .json}, or {@code .json.gz} by its name. Writing is atomic: a reader sees the old file or
 * the whole new one, also after a crash (forcing the directory works on Linux only).
 */
public final class BaselineFile {

  private BaselineFile() {}

  /**
   * Writes a baseline, replacing a file of that name.
   *
   * @throws UncheckedIOException if that fails; no partial file is left under the name
   */
  public static void write(Baseline baseline, Path file) {
    byte[] text = baseline.toJson().getBytes(StandardCharsets.UTF_8);
    try {
      AtomicFile.write(file, isCompressed(file) ? compressed(text) : text);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Baseline '" + baseline.name() + "' cannot be written to " + file + ": " + e.getMessage()
              + ". Check that the directory exists and can be written.",
          e);
    }
  }

  /**
   * Reads a baseline and checks its digest.
   *
   * @throws BaselineFormatException if the content is not a sound baseline; the message names the file and the place
   * @throws UncheckedIOException if the file cannot be read
   */
  public static Baseline read(Path file) {
    return read(file, ReadLimits.standard());
  }

  /** As {@link #read(Path)}, with limits of the caller's own. */
  public static Baseline read(Path file, ReadLimits limits) {
    try (InputStream in = Files.newInputStream(file);
        InputStream text = isCompressed(file) ? new GZIPInputStream(in) : in) {
      return parse(text.readNBytes(Math.min(limits.bytes(), Integer.MAX_VALUE - 1) + 1), limits);
    } catch (BaselineFormatException e) {
      throw new BaselineFormatException(file + ": " + sentence(String.valueOf(e.getMessage())), e);
    } catch (java.util.zip.ZipException | java.io.EOFException e) {
      throw new BaselineFormatException(
          file + ": the compressed content is damaged: " + e.getMessage() + ".", e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Baseline " + file + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  /**
   * Reads a baseline from the text of a file.
   *
   * @throws BaselineFormatException if it is not a sound baseline
   */
  public static Baseline parse(String json) {
    return parse(json.getBytes(StandardCharsets.UTF_8), ReadLimits.standard());
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }

  private static Baseline parse(byte[] text, ReadLimits limits) {
    if (text.length > limits.bytes()) {
      throw new BaselineFormatException("the text has more than " + limits.bytes()
          + " bytes: raise ReadLimits.bytes if the file is sound");
    }
    return BaselineReader.read(text, limits);
  }

  private static boolean isCompressed(Path file) {
    return file.toString().endsWith(".gz");
  }

  private static byte[] compressed(byte[] text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      new ByteArrayInputStream(text).transferTo(gzip);
    }
    return out.toByteArray();
  }

  /** Temporary file, force, put in its place at once, force the directory. */
  static final class AtomicFile {

    private AtomicFile() {}

    /** Replaces a file of that name. */
    static void write(Path file, byte[] content) throws IOException {
      put(
          file,
          content,
          temporary -> Files.move(
              temporary,
              file,
              StandardCopyOption.ATOMIC_MOVE,
              StandardCopyOption.REPLACE_EXISTING));
    }

    /**
     * Only if there is no file of that name: of several writers one succeeds.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is
     */
    static void writeNew(Path file, byte[] content) throws IOException {
      // a link, unlike a move, never replaces
      put(file, content, temporary -> Files.createLink(file, temporary));
    }

    private interface Placement {
      void place(Path temporary) throws IOException;
    }

    private static void put(Path file, byte[] content, Placement placement) throws IOException {
      Path directory = directoryOf(file);
      // not Files.createTempFile, whose files only their owner may read
      Path temporary = directory.resolve(
          ".tmp-" + Long.toHexString(ThreadLocalRandom.current().nextLong()));
      try {
        try (FileChannel channel =
            FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
          ByteBuffer buffer = ByteBuffer.wrap(content);
          while (buffer.hasRemaining()) {
            channel.write(buffer);
          }
          channel.force(true);
        }
        placement.place(temporary);
      } finally {
        Files.deleteIfExists(temporary);
      }
      forceDirectory(directory);
    }

    private static Path directoryOf(Path file) {
      Path directory = file.toAbsolutePath().getParent();
      if (directory == null) {
        throw new IllegalArgumentException(file + " is no file that could be written.");
      }
      return directory;
    }

    static void forceDirectory(Path directory) throws IOException {
      if (!System.getProperty("os.name", "").startsWith("Linux")) {
        return;
      }
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
