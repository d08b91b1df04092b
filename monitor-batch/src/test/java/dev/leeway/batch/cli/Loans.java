package dev.leeway.batch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;

/** Loans in CSV files: an id, a time, two numbers, a category, a flag, a score and a label. */
final class Loans {

  private Loans() {}

  static String loans(int rows, long seed, double more) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder("id,day,amount,months,region,member,p,defaulted\n");
    for (int i = 0; i < rows; i++) {
      double amount = 1_000 + 200 * (random.nextDouble() + random.nextDouble() + more);
      text.append("L")
          .append(i)
          .append(',')
          .append(Instant.ofEpochSecond(1_767_225_600L + i * 600L))
          .append(',')
          .append(random.nextInt(50) == 0 ? "" : Math.round(amount * 100) / 100.0)
          .append(',')
          .append(6 + random.nextInt(30))
          .append(',')
          .append("ABCD".charAt(random.nextInt(4)))
          .append(',')
          .append(random.nextBoolean())
          .append(',')
          .append(random.nextInt(1_000) / 1_000.0)
          .append(',')
          .append(random.nextInt(2))
          .append('\n');
    }
    return text.toString();
  }

  static Path write(Path folder, String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  static Path baseline(Path folder) throws IOException {
    Path data = write(folder, "train.csv", loans(5_000, 1, 0));
    Path file = folder.resolve("loans.json");
    Call call = Call.of(
        "baseline",
        "--data",
        data.toString(),
        "--out",
        file.toString(),
        "--id",
        "id",
        "--timestamp",
        "day",
        "--score",
        "p",
        "--label",
        "defaulted",
        "--code-version",
        "abc",
        "--model-version",
        "7");
    if (call.code() != 0) {
      throw new IllegalStateException(call.toString());
    }
    return file;
  }
}
