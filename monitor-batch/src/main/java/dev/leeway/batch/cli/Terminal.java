package dev.leeway.batch.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Where a call reads and writes.
 *
 * @param out results
 * @param err everything else
 * @param terminal whether a person looks on: then long work shows how far it is
 * @param colour whether that person sees colours
 */
record Terminal(
    InputStream in, PrintStream out, PrintStream err, boolean terminal, boolean colour) {

  private static final long EVERY_NANOS = 200_000_000L;
  private static final double NANOS = 1e9;
  private static final double MINUTE = 60;

  void say(String line) {
    err.println("leeway: " + line);
  }

  String red(String text) {
    return colour ? "\u001B[31m" + text + "\u001B[0m" : text;
  }

  String yellow(String text) {
    return colour ? "\u001B[33m" + text + "\u001B[0m" : text;
  }

  String green(String text) {
    return colour ? "\u001B[32m" + text + "\u001B[0m" : text;
  }

  String bold(String text) {
    return colour ? "\u001B[1m" + text + "\u001B[0m" : text;
  }

  String grey(String text) {
    return colour ? "\u001B[2m" + text + "\u001B[0m" : text;
  }

  /** Writes what is left, and complains where nobody takes it. */
  void flush() {
    out.flush();
    if (out.checkError()) {
      throw new Refusal(
          "standard output cannot be written: is the disk full, or has the program that reads it ended?");
    }
  }

  Progress progress(String what) {
    return new Progress(what);
  }

  /** One line that is written over and over: share, rows, rate and the time that is left. */
  final class Progress implements AutoCloseable {

    private final String what;
    private final long began = System.nanoTime();
    private long shown = began;
    private boolean any;

    private Progress(String what) {
      this.what = what;
    }

    /**
     * Shows it, every now and then.
     *
     * @param rows so far, negative where they are not counted
     * @param share 0 to 1, NaN where it is not known
     */
    void at(long rows, double share) {
      long now = System.nanoTime();
      if (!terminal || now - shown < EVERY_NANOS) {
        return;
      }
      shown = now;
      any = true;
      double seconds = (now - began) / NANOS;
      StringBuilder line = new StringBuilder("\r").append(what);
      if (rows >= 0) {
        line.append(
            String.format(Locale.ROOT, "  %,d rows  %,d rows/s", rows, Math.round(rows / seconds)));
      }
      if (share > 0) {
        double left = seconds / share - seconds;
        line.append(String.format(Locale.ROOT, "  %d %%  ", (int) (share * 100)))
            .append(left < MINUTE ? Math.round(left) + " s" : Math.round(left / MINUTE) + " min")
            .append(" left");
      }
      err.print(line.append("\u001B[K"));
      err.flush();
    }

    @Override
    public void close() {
      if (any) {
        err.print("\r\u001B[K");
        err.flush();
      }
    }
  }
}
