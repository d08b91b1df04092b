package dev.leeway.baseline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** Digests of files and texts. */
final class Sha256 {

  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");
  private static final int BUFFER = 1 << 16;

  private Sha256() {}

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256, but this one does not.", e);
    }
  }

  static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  static String ofFile(Path file) {
    MessageDigest digest = digest();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The digest of " + file + " cannot be taken: it must be a readable file.", e);
    }
    return hex(digest);
  }

  /** Whether a text survives being written as UTF-8. */
  static boolean isWellFormed(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  static String checked(String sha256) {
    if (!HEX.matcher(sha256).matches()) {
      throw new IllegalArgumentException("A SHA-256 has 64 hex digits, but got '" + sha256 + "'.");
    }
    return sha256.toLowerCase(Locale.ROOT);
  }
}
