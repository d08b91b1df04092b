package dev.leeway.report.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A Chromium without a window, with a profile of its own. It, its children and the profile are gone after close. */
final class Browser implements AutoCloseable {

  private static final Duration START_WITHIN = Duration.ofSeconds(60);
  private static final Duration END_WITHIN = Duration.ofSeconds(5);
  private static final int POLL_MILLIS = 20;

  /**
   * Each page, frame or worker waits until its requests are listened to, so that no first one is missed. The browser's own
   * surface is made of pages too, which are of no interest.
   */
  private static final Map<String, Object> ATTACH = Map.of(
      "autoAttach",
      true,
      "waitForDebuggerOnStart",
      true,
      "flatten",
      true,
      "filter",
      List.of(
          Map.of("type", "browser", "exclude", true),
          Map.of("type", "tab", "exclude", true),
          Map.of("type", "browser_ui", "exclude", true),
          Map.of()));

  private final Path profile;
  private final Process process;
  private final Thread atExit = new Thread(this::kill, "end of the browser");
  private final Map<String, CompletableFuture<String>> sessions = new ConcurrentHashMap<>();
  private final Connection connection;

  private Browser(Path program) throws IOException, InterruptedException {
    this.profile = Files.createTempDirectory("leeway-browser");
    List<String> command = new ArrayList<>(List.of(
        program.toString(),
        "--headless=new",
        "--no-sandbox",
        "--remote-debugging-port=0",
        "--user-data-dir=" + profile,
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-crash-reporter",
        "--disable-dev-shm-usage",
        "--disable-extensions",
        "--disable-gpu",
        "--disable-sync",
        "--lang=en-US",
        "--window-size=1280,900",
        // whatever a page asks for stays on this machine
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
        "about:blank"));
    this.process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(profile.resolve("output").toFile())
        .start();
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      this.connection = new Connection(address());
      connection.listen(this::attached);
      connection.call("", "Target.setAutoAttach", ATTACH);
    } catch (InterruptedException | RuntimeException | Error e) {
      end();
      throw e;
    }
  }

  /** Starts the one that is installed; see {@link InstalledBrowser#find} for when there is none. */
  static Browser start() throws IOException, InterruptedException {
    return new Browser(InstalledBrowser.find(System.getenv()));
  }

  Connection connection() {
    return connection;
  }

  /** A new page, in front of all others. */
  Page page() throws InterruptedException {
    String target = connection
        .call("", "Target.createTarget", Map.of("url", "about:blank"))
        .path("targetId")
        .asText();
    return new Page(connection, target, Connection.await("a page", START_WITHIN, session(target)));
  }

  private CompletableFuture<String> session(String target) {
    return sessions.computeIfAbsent(target, id -> new CompletableFuture<>());
  }

  private void attached(Connection.Event event) {
    if (!event.method().equals("Target.attachedToTarget")) {
      return;
    }
    String session = event.parameters().path("sessionId").asText();
    connection.send(session, "Network.enable", Map.of());
    connection.send(session, "Log.enable", Map.of());
    connection.send(session, "Target.setAutoAttach", ATTACH);
    connection.send(session, "Runtime.runIfWaitingForDebugger", Map.of());
    session(event.parameters().path("targetInfo").path("targetId").asText()).complete(session);
  }

  /** The browser writes its port and the path of its socket into its profile when it listens. */
  private URI address() throws InterruptedException {
    Path file = profile.resolve("DevToolsActivePort");
    long deadline = System.nanoTime() + START_WITHIN.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      List<String> lines = Files.isReadable(file) ? lines(file) : List.of();
      if (lines.size() == 2) {
        return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    throw new IllegalStateException("The browser has not started: "
        + (process.isAlive() ? "no port after " + START_WITHIN.toSeconds() + " s" : "it ended")
        + ". It said:\n" + String.join("\n", lines(profile.resolve("output"))));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    // asked first, so that it ends its children and writes no more
    connection.send("", "Browser.close", Map.of());
    process.waitFor(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    connection.close();
    end();
  }

  private void end() throws InterruptedException {
    kill();
    Runtime.getRuntime().removeShutdownHook(atExit);
    delete();
  }

  /** Children first asked for and then killed: a killed parent's children are nobody's. */
  private void kill() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    // whoever left the family still has the profile in its command
    ProcessHandle.allProcesses()
        .filter(other -> other.info().commandLine().orElse("").contains(profile.toString()))
        .forEach(all::add);
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle one : all) {
      try {
        one.onExit().get(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException | ExecutionException | TimeoutException e) {
        System.err.println("A process of the browser may be left: " + one + ", " + e);
      }
    }
  }

  /** A file that a dying process has just written may come between, hence the tries. */
  private void delete() throws InterruptedException {
    long deadline = System.nanoTime() + END_WITHIN.toNanos();
    while (true) {
      try (Stream<Path> files = Files.walk(profile)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
        return;
      } catch (IOException | UncheckedIOException e) {
        if (System.nanoTime() > deadline) {
          System.err.println("The browser's profile is left in " + profile + ": " + e);
          return;
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    }
  }
}
