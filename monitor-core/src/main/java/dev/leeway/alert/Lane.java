package dev.leeway.alert;

import dev.leeway.judgement.Evaluation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One sink and what waits for it. */
final class Lane {

  private static final int MOST_ALERTS = 1000;
  private static final int MOST_EVALUATIONS = 16;

  final Sink sink;
  private final String name;
  private final Deque<Object> waiting = new ArrayDeque<>();
  private int evaluations;
  private boolean stuck;
  private boolean closing;
  private boolean closed;
  private boolean closeWhenDone;
  private long sent;
  private long failed;
  private long dropped;
  private long underWay;

  Lane(Sink sink) {
    this.sink = sink;
    this.name = String.valueOf(sink.name());
  }

  /** Queues; of evaluations the newest are kept, of alerts the oldest. */
  synchronized void put(Object item) {
    if (closed || closing) {
      dropped++;
      return;
    }
    if (item instanceof Evaluation) {
      if (evaluations == MOST_EVALUATIONS) {
        waiting.removeFirstOccurrence(
            waiting.stream().filter(Evaluation.class::isInstance).findFirst().orElse(item));
        evaluations--;
        dropped++;
      }
      evaluations++;
    } else if (waiting.size() - evaluations >= MOST_ALERTS) {
      dropped++;
      return;
    }
    waiting.add(item);
  }

  /** The next item, null where there is none or the sink hangs. */
  synchronized @Nullable Object next() {
    // one thing at a time, also when a sink hands over more while it is called
    if (stuck || underWay > 0) {
      return null;
    }
    Object item = waiting.poll();
    if (item instanceof Evaluation) {
      evaluations--;
    }
    if (item != null) {
      underWay++;
    }
    return item;
  }

  /** Hands an item to the sink; whatever it throws is counted. */
  void deliver(Object item, BiConsumer<String, Throwable> onFailure) {
    boolean success = false;
    boolean last;
    try {
      if (item instanceof Evaluation evaluation) {
        sink.evaluated(evaluation);
      } else if (item instanceof Alert alert) {
        sink.alerted(alert);
      }
      success = true;
    } catch (Throwable failure) {
      onFailure.accept(name, failure);
    }
    synchronized (this) {
      underWay--;
      if (success) {
        sent++;
      } else {
        failed++;
      }
      stuck = false;
      last = closeWhenDone && waiting.isEmpty() && underWay == 0;
    }
    if (last) {
      close(onFailure);
    }
  }

  void close(BiConsumer<String, Throwable> onFailure) {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    try {
      sink.close();
    } catch (Throwable failure) {
      onFailure.accept(name, failure);
    }
  }

  /** Unless it has come back in the meantime. */
  synchronized void stuck() {
    stuck = underWay > 0;
  }

  /** Takes nothing further; what waits is still delivered. */
  synchronized void finish() {
    closing = true;
  }

  /** The sink is called right now: it is closed when it has taken what waits. */
  synchronized void closeWhenDone() {
    closeWhenDone = true;
  }

  synchronized boolean isDone() {
    return waiting.isEmpty() && underWay == 0;
  }

  synchronized DeliveryCounts counts() {
    return new DeliveryCounts(name, sent, failed, dropped, waiting.size() + underWay);
  }
}
