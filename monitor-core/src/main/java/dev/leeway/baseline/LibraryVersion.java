package dev.leeway.baseline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that this library was built as. */
final class LibraryVersion {

  private static final String RESOURCE = "/dev/leeway/leeway.properties";

  private LibraryVersion() {}

  static String read() {
    try (InputStream in = LibraryVersion.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(
            "The resource " + RESOURCE + " is missing: monitor-core's jar is incomplete.");
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException("The resource " + RESOURCE + " cannot be read.", e);
    }
  }
}
