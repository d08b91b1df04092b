package dev.leeway.batch.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files of results: there as a whole or not at all, whatever ends the program. */
final class Output {

  private Output() {}

  /** Refuses now what cannot be written in the end, before an hour of work. */
  static void requireWritable(Path file) {
    if (isDevice(file) && !Files.isDirectory(file)) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw new Refusal(file + " is a directory: name a file to write.");
    }
    if (!Files.isDirectory(folder)) {
      throw new Refusal(file + " cannot be written: there is no directory " + folder + ".");
    }
    if (!Files.isWritable(folder)) {
      throw new Refusal(file + " cannot be written: " + folder + " may not be written to.");
    }
  }

  static void write(Path file, String text) {
    try {
      if (isDevice(file)) {
        Files.writeString(file, text, StandardCharsets.UTF_8);
        return;
      }
      Path partial = partial(file);
      partial.toFile().deleteOnExit();
      try {
        Files.writeString(partial, text, StandardCharsets.UTF_8);
        Files.move(
            partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /** A pipe or a device is written to; putting a file in its place would be wrong. */
  static boolean isDevice(Path file) {
    return Files.exists(file) && !Files.isRegularFile(file);
  }

  /** Beside the file, so that moving it is one step. */
  static Path partial(Path file) {
    return file.resolveSibling(
        "." + file.getFileName() + ".partial-" + ProcessHandle.current().pid());
  }

  static Refusal failed(Path file, IOException e) {
    return new Refusal(
        file + " cannot be written: " + e.getMessage()
            + ": check the disk's space and permissions.",
        e);
  }
}
