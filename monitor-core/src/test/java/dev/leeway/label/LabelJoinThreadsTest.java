package dev.leeway.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads at once: everything that was added is joined, pending or counted, and the listener is never called by two. */
@Timeout(120)
class LabelJoinThreadsTest {

  private static final int THREADS = 8;
  private static final int OPERATIONS = 100_000;
  /** Of the queue of a million. */
  private static final int SLOTS = 1 << 14;

  private static final Ids IDS = new Ids(7);

  /** Checks that what it hears belongs together: class and answer of a prediction follow from its pane. */
  private static final class Checked implements JoinListener {
    private final AtomicBoolean inside = new AtomicBoolean();
    private final AtomicLong wrong = new AtomicLong();
    /** Not volatile on purpose: the turn makes it visible. */
    private long joins;

    @Override
    public void joined(double answer, int predictedClass, double truth, int trueClass, int pane) {
      boolean alone = inside.compareAndSet(false, true);
      boolean sound = answer == pane && predictedClass == pane % 100 && trueClass == pane % 50;
      wrong.addAndGet(alone && sound ? 0 : 1);
      joins++;
      inside.set(false);
    }

    @Override
    public void corrected(
        double answer,
        int predictedClass,
        double oldTruth,
        int oldClass,
        double truth,
        int trueClass,
        int pane) {
      wrong.incrementAndGet();
    }
  }

  private final Checked listener = new Checked();
  private final LabelJoin join = LabelJoin.ofClasses(1_000_000, listener, failure -> {
    throw new AssertionError(failure);
  });

  private void predicted(int id) {
    join.predicted(IDS.key(id), id, id % 100, id);
  }

  private void labelled(int id) {
    join.labelled(IDS.key(id), Double.NaN, id % 50);
  }

  private static void onThreads(IntConsumer body) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    List<Throwable> thrown = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      Thread thread = new Thread(() -> body.accept(number));
      thread.setUncaughtExceptionHandler((which, failure) -> {
        synchronized (thrown) {
          thrown.add(failure);
        }
      });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(thrown).isEmpty();
  }

  @RepeatedTest(3)
  void everyOperationIsJoinedPendingOrCounted() throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    Thread reader = new Thread(() -> {
      while (!over.get()) {
        join.counts();
        join.settle(Integer.MIN_VALUE, () -> listener.joins);
      }
    });
    reader.start();
    // half of the threads predict what the other half labels
    onThreads(thread -> {
      for (int i = 0; i < OPERATIONS; i++) {
        int id = OPERATIONS * (thread / 2) + i;
        if (thread % 2 == 0) {
          predicted(id);
        } else {
          labelled(id);
        }
      }
    });
    over.set(true);
    reader.join();
    LabelCounts counts = join.counts();
    long half = (long) THREADS / 2 * OPERATIONS;
    assertThat(counts.predictions()).isEqualTo(half);
    assertThat(counts.labels()).isEqualTo(half);
    assertThat(counts.joined() + counts.pending() + counts.droppedPredictions()).isEqualTo(half);
    assertThat(counts.joined() + counts.waiting() + counts.droppedLabels()).isEqualTo(half);
    assertThat(listener.joins).isEqualTo(counts.joined()).isPositive();
    assertThat(listener.wrong).hasValue(0);
  }

  /** A label that its own thread sends after the prediction never comes before it. */
  @RepeatedTest(3)
  void operationsOfOneThreadKeepTheirOrder() throws InterruptedException {
    onThreads(thread -> {
      for (int i = 0; i < OPERATIONS / 2; i++) {
        int id = OPERATIONS * thread + i;
        predicted(id);
        labelled(id);
      }
    });
    LabelCounts counts = join.counts();
    assertThat(counts.predictions()).isEqualTo((long) THREADS * OPERATIONS / 2);
    // only one whose prediction was dropped waits
    assertThat(counts.waiting()).isLessThanOrEqualTo(counts.droppedPredictions());
    assertThat(listener.wrong).hasValue(0);
  }

  /** While somebody reads for long, requests go on: what finds no room is dropped, and counted. */
  @Test
  void requestsNeverWaitForAReader() throws InterruptedException {
    Thread requests = new Thread(() -> {
      for (int i = 0; i < 2 * OPERATIONS; i++) {
        predicted(i);
      }
    });
    LabelCounts during = join.settle(Integer.MIN_VALUE, () -> {
      requests.start();
      try {
        requests.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return join.counts();
    });
    assertThat(during.droppedPredictions()).isEqualTo(2 * OPERATIONS - SLOTS);
    LabelCounts after = join.counts();
    assertThat(after.pending()).isEqualTo(SLOTS);
    assertThat(after.droppedPredictions()).isEqualTo(during.droppedPredictions());
  }
}
