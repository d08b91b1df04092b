package dev.leeway.benchmarks.hostile;

import dev.leeway.Monitor;
import dev.leeway.MonitorBuilder;
import dev.leeway.alert.Sink;
import dev.leeway.baseline.Baseline;
import dev.leeway.judgement.Evaluation;
import dev.leeway.schema.Schema;
import dev.leeway.schema.Signal;
import dev.leeway.window.WindowPolicy;
import java.io.File;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.lang.runtime.ObjectMethods;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Monitors that start and stop: their threads, their class loaders, and how long the end takes. */
public final class Lives {

  private static final String NAME = "life";
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private Lives() {}

  /**
   * What came out.
   *
   * @param most named threads alive at a time
   * @param others threads of a monitor that are no daemons
   * @param left threads after the end
   */
  record Threads(int most, int others, int left) {}

  static Threads cycles(int count) throws InterruptedException {
    int most = 0;
    int others = 0;
    for (int i = 0; i < count; i++) {
      try (Monitor<double[]> monitor = live(new Heard())) {
        for (int window = 0; window < 5; window++) {
          feed(monitor);
          List<Thread> now = threads();
          most = Math.max(most, now.size());
          others += (int) now.stream().filter(thread -> !thread.isDaemon()).count();
        }
      }
    }
    return new Threads(most, others, leftAfterAWhile(0));
  }

  /** A sink that hears of evaluations and does nothing with them. */
  private static final class Heard implements Sink {}

  private static MonitorBuilder<double[]> builder() {
    Schema<double[]> schema = Schema.ofArrays(Signal.numeric("x"), Signal.numeric("y"));
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      rows.add(new double[] {i, -i});
    }
    Baseline baseline = Baseline.fit(schema, rows).build();
    return Monitor.builder(schema, baseline)
        .name(NAME)
        .window(WindowPolicy.ofRecords(200).tumbling());
  }

  private static Monitor<double[]> live(Sink sink) {
    return builder().sink(sink).build();
  }

  private static void feed(Monitor<double[]> monitor) {
    for (int i = 0; i < 250; i++) {
      monitor.observe(new double[] {i, -i});
    }
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(
            thread -> thread.getName().startsWith("leeway-") && thread.getName().contains(NAME))
        .toList();
  }

  /** A thread that ends is still there for a moment. */
  private static int leftAfterAWhile(int expected) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (threads().size() > expected && System.nanoTime() - deadline < 0) {
      Thread.sleep(1);
    }
    return threads().size();
  }

  /**
   * What came out.
   *
   * @param nanos that closing took
   * @param left threads when the sink has come back
   */
  record End(long nanos, int left) {}

  static End withHungSink(Duration within) throws InterruptedException {
    CountDownLatch hang = new CountDownLatch(1);
    CountDownLatch hanging = new CountDownLatch(1);
    Monitor<double[]> monitor = builder()
        .closeWithin(within)
        .sink(new Sink() {
          @Override
          public void evaluated(Evaluation evaluation) {
            hanging.countDown();
            await(hang);
          }
        })
        .build();
    feed(monitor);
    hanging.await();
    feed(monitor);
    long begin = System.nanoTime();
    monitor.close();
    long nanos = System.nanoTime() - begin;
    hang.countDown();
    return new End(nanos, leftAfterAWhile(0));
  }

  private static void await(CountDownLatch latch) {
    boolean over = false;
    while (!over) {
      try {
        latch.await();
        over = true;
      } catch (InterruptedException e) {
        // hangs on: that is what it is here for
      }
    }
  }

  /** Class loaders, each with a library of its own, that are not collected when their monitor has been closed. */
  static int loadersLeft(int count) throws Exception {
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      loaders.add(oneLoader());
    }
    letGoOfTheLastRecord();
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (loaders.stream().anyMatch(loader -> loader.get() != null)
        && System.nanoTime() - deadline < 0) {
      System.gc();
      Thread.sleep(10);
    }
    return (int) loaders.stream().filter(loader -> loader.get() != null).count();
  }

  /** A record of the harness. */
  private record Kept(End end) {}

  /**
   * The JDK keeps, in one place for all, the type of a component of the record whose {@code equals} was linked last, and so
   * one loader, however many there were. Another record takes its place.
   */
  private static void letGoOfTheLastRecord() {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    try {
      ObjectMethods.bootstrap(
          lookup,
          "equals",
          MethodType.methodType(boolean.class, Kept.class, Object.class),
          Kept.class,
          "end",
          lookup.findGetter(Kept.class, "end", End.class));
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static WeakReference<ClassLoader> oneLoader() throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      Class<?> lives = loader.loadClass(Lives.class.getName());
      // Jackson keeps a buffer for each thread, softly: not on one that goes on
      Thread thread = new Thread(() -> {
        try {
          lives.getMethod("oneLife").invoke(null);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      });
      thread.start();
      thread.join();
      return new WeakReference<>(loader);
    }
  }

  private static URL[] classPath() throws MalformedURLException, IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  /** Called through another class loader. */
  public static void oneLife() {
    try (Monitor<double[]> monitor = live(new Heard())) {
      feed(monitor);
    }
  }
}
