package dev.leeway.batch.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where the program begins. */
public final class Main {

  private static final int BUFFER = 1 << 16;

  private Main() {}

  /** Runs the command and ends with its exit code. */
  public static void main(String[] args) {
    // what core has to say of the host it is embedded in is no news here; a person's own logging
    // goes before
    setUnlessSet("org.slf4j.simpleLogger.defaultLogLevel", "error");
    setUnlessSet("org.slf4j.simpleLogger.showThreadName", "false");
    PrintStream out = new PrintStream(
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER),
        false,
        StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    // from JDK 22 on, only this one says by being null that nobody sits there
    setUnlessSet("jdk.console", "java.base");
    boolean terminal = hasConsole() || Boolean.getBoolean("leeway.terminal");
    boolean colour = terminal && System.getenv("NO_COLOR") == null;
    int code = Leeway.run(new Terminal(System.in, out, err, terminal, colour), args);
    out.flush();
    System.exit(code);
  }

  @SuppressWarnings("SystemConsoleNull")
  private static boolean hasConsole() {
    return System.console() != null;
  }

  private static void setUnlessSet(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}
