package dev.leeway.batch.cli;

import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.BaselineFile;
import dev.leeway.baseline.BaselineStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Names a baseline: a file, or a name in a store. */
final class BaselineReference {

  private BaselineReference() {}

  static boolean isFile(String text) {
    return text.endsWith(".json") || text.endsWith(".json.gz");
  }

  /**
   * Reads and verifies it.
   *
   * @param text {@code FILE.json}, {@code FILE.json.gz}, {@code STORE#NAME} or {@code STORE#NAME@VERSION}
   */
  static Baseline read(String text) {
    int hash = text.lastIndexOf('#');
    if (hash < 0 || Files.exists(Path.of(text))) {
      return readFile(text);
    }
    Path directory = Path.of(text.substring(0, hash));
    if (!Files.isDirectory(directory)) {
      throw new Refusal(
          "there is no store " + directory + ": name an existing directory before the #.");
    }
    BaselineStore store = BaselineStore.directory(directory);
    String name = text.substring(hash + 1);
    int at = name.lastIndexOf('@');
    return at < 0 ? store.current(name) : store.get(name.substring(0, at), name.substring(at + 1));
  }

  private static Baseline readFile(String text) {
    Path file = Path.of(text);
    if (Files.isDirectory(file)) {
      throw new Refusal(file
          + " is a directory: a baseline in a store is named STORE#NAME or STORE#NAME@VERSION.");
    }
    if (!Files.exists(file)) {
      throw new Refusal(
          "there is no baseline " + file + ": check the path, or make it with leeway baseline.");
    }
    if (!isFile(text)) {
      throw new Refusal(
          file + " is no baseline: its name ends in .json or .json.gz, or is STORE#NAME.");
    }
    return BaselineFile.read(file);
  }
}
