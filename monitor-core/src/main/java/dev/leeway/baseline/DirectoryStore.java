package dev.leeway.baseline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/**
 * {@code <directory>/<name>/<version>/baseline.json}, and {@code <directory>/<name>/current} with the version that is
 * current. Names and versions are written so that no two of them share a path on any file system and none leaves the
 * directory. The file of a version is put in its place at once and never replaced; a directory without one, left by a
 * writer that crashed, is no version.
 */
final class DirectoryStore implements BaselineStore {

  private static final String FILE = "baseline.json";
  private static final String CURRENT = "current";
  private static final String PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789-_.";
  private static final int LONGEST = 200;
  private static final String DIGITS = "0123456789";

  private final Path directory;

  DirectoryStore(Path directory) {
    this.directory = directory;
  }

  @Override
  public String put(String name, Baseline baseline) {
    Path home = home(name);
    try {
      Files.createDirectories(home);
      byte[] text = text(baseline.named(name));
      for (long version = highestNumber(home) + 1; ; version++) {
        if (store(home.resolve(Long.toString(version)), text)) {
          point(home, Long.toString(version));
          return name + "@" + version;
        }
      }
    } catch (IOException e) {
      throw failed("store baseline '" + name + "'", e);
    }
  }

  @Override
  public String put(String name, String version, Baseline baseline) {
    Path home = home(name);
    Path place = home.resolve(encoded(version));
    try {
      Files.createDirectories(home);
      if (!store(place, text(baseline.named(name)))) {
        throw new IllegalStateException("Version '" + version + "' of baseline '" + name
            + "' exists already, and a version never changes: store it under another version.");
      }
      return name + "@" + version;
    } catch (IOException e) {
      throw failed("store baseline '" + name + "@" + version + "'", e);
    }
  }

  @Override
  public Baseline current(String name) {
    Path pointer = home(name).resolve(CURRENT);
    try {
      String text = Files.readString(pointer);
      String version = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
      if (version.isEmpty()
          || !Files.exists(home(name).resolve(encoded(version)).resolve(FILE))) {
        throw missing(
            "The file " + pointer + " names version '" + version + "' of baseline '" + name
                + "', which does not exist: make one current with use(...), " + known(name),
            null);
      }
      return get(name, version);
    } catch (NoSuchFileException e) {
      throw missing(
          "Baseline '" + name + "' has no current version in " + directory
              + ": make one current with use(...), " + known(name),
          e);
    } catch (IOException e) {
      throw failed("read " + pointer, e);
    }
  }

  @Override
  public Baseline get(String name, String version) {
    Path file = home(name).resolve(encoded(version)).resolve(FILE);
    if (!Files.exists(file)) {
      throw missing(
          "Baseline '" + name + "' has no version '" + version + "' in " + directory + ", "
              + known(name),
          null);
    }
    return BaselineFile.read(file);
  }

  @Override
  public List<String> versions(String name) {
    Path home = home(name);
    List<Path> places = new ArrayList<>();
    if (Files.isDirectory(home)) {
      try (Stream<Path> all = Files.list(home)) {
        all.filter(place -> Files.exists(place.resolve(FILE))).forEach(places::add);
        places.sort(Comparator.comparing(DirectoryStore::storedAt)
            .thenComparing(place -> number(fileName(place)))
            .thenComparing(DirectoryStore::fileName));
      } catch (IOException e) {
        throw failed("list the versions of baseline '" + name + "'", e);
      }
    }
    return places.stream().map(place -> decoded(fileName(place))).toList();
  }

  @Override
  public void use(String name, String version) {
    if (!Files.exists(home(name).resolve(encoded(version)).resolve(FILE))) {
      throw missing(
          "Baseline '" + name + "' has no version '" + version + "' that could be made current, "
              + known(name),
          null);
    }
    try {
      point(home(name), version);
    } catch (IOException e) {
      throw failed("make '" + name + "@" + version + "' current", e);
    }
  }

  private static byte[] text(Baseline baseline) {
    return baseline.toJson().getBytes(StandardCharsets.UTF_8);
  }

  /** Whether the version was free and is now taken by this text. */
  private static boolean store(Path place, byte[] text) throws IOException {
    Files.createDirectories(place);
    // new directories are entries of the ones above them
    forceParents(place);
    try {
      BaselineFile.AtomicFile.writeNew(place.resolve(FILE), text);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static void forceParents(Path place) throws IOException {
    Path home = place.getParent();
    if (home != null) {
      BaselineFile.AtomicFile.forceDirectory(home);
      Path root = home.getParent();
      if (root != null) {
        BaselineFile.AtomicFile.forceDirectory(root);
      }
    }
  }

  private static void point(Path home, String version) throws IOException {
    BaselineFile.AtomicFile.write(
        home.resolve(CURRENT), (version + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static long highestNumber(Path home) throws IOException {
    try (Stream<Path> all = Files.list(home)) {
      return all.mapToLong(place -> number(fileName(place))).max().orElse(0);
    }
  }

  private static long number(String name) {
    boolean digits =
        !name.isEmpty() && name.length() < 18 && name.chars().allMatch(c -> DIGITS.indexOf(c) >= 0);
    return digits ? Long.parseLong(name) : 0;
  }

  private static long storedAt(Path place) {
    try {
      return Files.getLastModifiedTime(place.resolve(FILE)).toMillis();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fileName(Path place) {
    return String.valueOf(place.getFileName());
  }

  private Path home(String name) {
    return directory.resolve(encoded(name));
  }

  private String known(String name) {
    List<String> versions = versions(name);
    if (!versions.isEmpty()) {
      return "it has " + versions + ".";
    }
    if (!Files.isDirectory(directory)) {
      return "the directory does not exist.";
    }
    try (Stream<Path> all = Files.list(directory)) {
      return "the store has "
          + all.filter(Files::isDirectory)
              .map(place -> decoded(fileName(place)))
              .sorted()
              .toList() + ".";
    } catch (IOException e) {
      return "and the store cannot be listed (" + e.getMessage() + ").";
    }
  }

  /** Lower case letters, digits, dash, underscore and inner dots stand for themselves, all else as %xx of its UTF-8. */
  static String encoded(String name) {
    Lineage.checked("A baseline's name or version", name);
    StringBuilder text = new StringBuilder();
    boolean reserved = isReserved(name);
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      char c = (char) (bytes[i] & 0xff);
      boolean outerDot = c == '.' && (i == 0 || i == bytes.length - 1);
      if (PLAIN.indexOf(c) < 0 || outerDot || reserved && i == 0) {
        text.append('%')
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      } else {
        text.append(c);
      }
    }
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new IllegalArgumentException("A baseline's name or version has 1 to " + LONGEST
          + " characters when written as a path, but '"
          + name.substring(0, Math.min(40, name.length())) + "' has "
          + text.length() + ": choose a shorter one.");
    }
    return text.toString();
  }

  /** The pointer's own name, and names that mean a device on some systems. */
  private static boolean isReserved(String name) {
    String stem = name.toLowerCase(Locale.ROOT).replaceFirst("\\..*", "");
    return stem.equals(CURRENT) || stem.matches("con|prn|aux|nul|com[0-9]|lpt[0-9]");
  }

  private static boolean isHex(char c) {
    return Character.digit(c, 16) >= 0;
  }

  private static String decoded(String path) {
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '%'
          && i + 2 < path.length()
          && isHex(path.charAt(i + 1))
          && isHex(path.charAt(i + 2))) {
        bytes.write(Integer.parseInt(path.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static NoSuchElementException missing(
      String message, @org.jspecify.annotations.Nullable Throwable cause) {
    return new NoSuchElementException(message, cause);
  }

  private UncheckedIOException failed(String what, IOException e) {
    return new UncheckedIOException(
        "Cannot " + what + " in " + directory + ": " + e
            + ". Check that the directory can be written.",
        e);
  }
}
