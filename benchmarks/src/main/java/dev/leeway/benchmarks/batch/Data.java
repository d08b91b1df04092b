package dev.leeway.benchmarks.batch;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;

/** Made-up tables: normal, lognormal, uniform and whole numbers with a missing one in 200, and categories of twenty values. */
final class Data {

  private static final int BUFFER = 1 << 20;
  private static final int ONE_IN = 200;
  private static final int KINDS = 4;
  private static final int CATEGORIES = 20;

  private Data() {}

  /** Writes a table as CSV; the names of numbers begin with n, those of categories with c. */
  static Path csv(Path file, int rows, int numbers, int categories, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder line = new StringBuilder();
    try (PrintWriter out = new PrintWriter(
        new BufferedWriter(Files.newBufferedWriter(file, StandardCharsets.US_ASCII), BUFFER))) {
      for (int i = 0; i < numbers; i++) {
        line.append(i == 0 ? "n" : ",n").append(i);
      }
      for (int i = 0; i < categories; i++) {
        line.append(",c").append(i);
      }
      for (int row = 0; row <= rows; row++) {
        out.append(line).append('\n');
        line.setLength(0);
        for (int i = 0; i < numbers; i++) {
          number(i > 0 ? line.append(',') : line, i, random);
        }
        for (int i = 0; i < categories; i++) {
          // the smaller of two: the first names are the most frequent
          int name = Math.min(random.nextInt(CATEGORIES), random.nextInt(CATEGORIES));
          line.append(",k").append(name);
        }
      }
      if (out.checkError()) {
        throw new IOException(file + " could not be written: is the disk full?");
      }
    }
    return file;
  }

  private static void number(StringBuilder line, int column, SplittableRandom random) {
    if (random.nextInt(ONE_IN) == 0) {
      return;
    }
    switch (column % KINDS) {
      case 0 -> line.append((float) (random.nextGaussian() * 10 + column));
      case 1 -> line.append((float) Math.exp(random.nextGaussian()));
      case 2 -> line.append((float) random.nextDouble());
      default -> line.append(random.nextInt(1000));
    }
  }

  /** The same rows again and again. */
  static Path repeated(Path csv, Path into, int times) throws IOException {
    try (FileChannel from = FileChannel.open(csv);
        FileChannel to =
            FileChannel.open(into, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(to)) {
      String header;
      try (var lines = Files.newBufferedReader(csv, StandardCharsets.US_ASCII)) {
        header = lines.readLine() + "\n";
      }
      out.write(header.getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < times; i++) {
        for (long at = header.length(); at < from.size(); ) {
          at += from.transferTo(at, from.size() - at, to);
        }
      }
    }
    return into;
  }

  /** The same table as Parquet, compressed with snappy. */
  static Path parquet(Path csv, Path into) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("COPY (FROM read_csv('" + csv + "')) TO '" + into
          + "' (FORMAT parquet, COMPRESSION snappy)");
    }
    return into;
  }
}
