package dev.leeway.batch;

import dev.leeway.source.RecordBlock;
import dev.leeway.source.RecordSource;
import dev.leeway.source.SourceException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Blocks that a thread of its own reads while the ones before are counted. They must not share anything that changes: up to
 * four are there at a time, one being read, two waiting, one being counted.
 *
 * <p>The thread ends with the blocks, with the first error, which the consumer then meets in its turn, and with {@link
 * #close}. It alone reads, and closes what it reads from.
 */
final class Ahead implements RecordSource.Blocks {

  private static final int WAITING = 2;
  private static final long PATIENCE_MILLIS = 10_000;

  private final RecordSource.Blocks behind;
  private final Runnable cancel;
  private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(WAITING);
  private final Thread thread;
  private volatile boolean closed;
  private boolean ended;

  /** A block, the end, or what went wrong. */
  private record Step(@Nullable RecordBlock block, @Nullable Throwable failure) {}

  /**
   * Begins to read.
   *
   * @param cancel called by another thread to end a read that is under way, for readers that do not heed an interrupt
   */
  Ahead(RecordSource.Blocks behind, Runnable cancel) {
    this.behind = behind;
    this.cancel = cancel;
    this.thread = new Thread(this::read, "leeway-reader");
    thread.setDaemon(true);
    thread.start();
  }

  /** Of a reader that heeds an interrupt, or never takes long. */
  static Ahead of(RecordSource.Blocks behind) {
    return new Ahead(behind, () -> {});
  }

  private void read() {
    Step last = new Step(null, null);
    try (behind) {
      while (!closed) {
        RecordBlock block = behind.next();
        if (block == null) {
          break;
        }
        steps.put(new Step(block, null));
      }
    } catch (InterruptedException e) {
      // only close() does that
      return;
    } catch (Throwable e) {
      last = new Step(null, e);
    }
    try {
      steps.put(last);
    } catch (InterruptedException e) {
      // nobody waits for it any more
    }
  }

  @Override
  public @Nullable RecordBlock next() {
    if (ended) {
      return null;
    }
    Step step;
    try {
      step = steps.take();
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new SourceException("The thread was interrupted while it waited for records.", e);
    }
    ended = step.block == null;
    if (step.failure instanceof Error error) {
      throw error;
    }
    if (step.failure instanceof RuntimeException failure) {
      throw failure;
    }
    if (step.failure != null) {
      throw new SourceException("The records could not be read.", step.failure);
    }
    return step.block;
  }

  @Override
  public double progress() {
    return behind.progress();
  }

  @Override
  public void close() {
    ended = true;
    closed = true;
    if (thread.isAlive()) {
      cancel.run();
      thread.interrupt();
    }
    boolean interrupted = false;
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (thread.isAlive() && System.nanoTime() < end) {
      steps.clear();
      try {
        thread.join(1 + TimeUnit.NANOSECONDS.toMillis(Math.max(0, end - System.nanoTime())));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    steps.clear();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
