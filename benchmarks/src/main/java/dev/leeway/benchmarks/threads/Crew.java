package dev.leeway.benchmarks.threads;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Threads that begin together; what one of them throws is thrown when they are joined. */
final class Crew {

  private final List<Thread> threads = new ArrayList<>();
  private final Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();

  void start(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setUncaughtExceptionHandler((which, failure) -> thrown.add(failure));
    threads.add(thread);
    thread.start();
  }

  void join() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
    Throwable first = thrown.poll();
    if (first != null) {
      throw new IllegalStateException("A thread of the stress run has ended early", first);
    }
  }
}
