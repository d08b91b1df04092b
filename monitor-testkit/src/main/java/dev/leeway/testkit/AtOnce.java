package dev.leeway.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Several threads that begin at the same moment. */
final class AtOnce {

  private static final long LONGEST_SECONDS = 60;

  private AtOnce() {}

  /** What each task returned, in the order of the tasks; an exception of one is that of the call. */
  static <R> List<R> run(List<? extends Callable<R>> tasks) throws Exception {
    CyclicBarrier start = new CyclicBarrier(tasks.size());
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<Future<R>> futures = new ArrayList<>();
      for (Callable<R> task : tasks) {
        futures.add(threads.submit(() -> {
          start.await(LONGEST_SECONDS, TimeUnit.SECONDS);
          return task.call();
        }));
      }
      List<R> results = new ArrayList<>();
      for (Future<R> future : futures) {
        results.add(future.get(LONGEST_SECONDS, TimeUnit.SECONDS));
      }
      return results;
    } catch (ExecutionException e) {
      throw new AssertionError("One of several threads failed: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError(
          "Several threads at once did not come back within " + LONGEST_SECONDS + " s.", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
