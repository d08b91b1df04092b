package dev.leeway.baseline;

import java.nio.file.Path;

/** Prints the digest of each named baseline file, and that of what would be written anew; run on another JDK. */
public final class ReadOnOtherJdk {

  private ReadOnOtherJdk() {}

  public static void main(String[] files) {
    for (String file : files) {
      Baseline baseline = BaselineFile.read(Path.of(file));
      System.out.println(baseline.digest() + " " + FileText.digest(baseline.toJson()));
    }
    System.out.println("Java " + System.getProperty("java.specification.version"));
  }
}
