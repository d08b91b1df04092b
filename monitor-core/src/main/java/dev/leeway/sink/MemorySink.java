package dev.leeway.sink;

import dev.leeway.alert.Alert;
import dev.leeway.alert.Sink;
import dev.leeway.judgement.Evaluation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Keeps the newest evaluations and alerts: for tests, batch jobs and pages that show them. Safe for several threads. */
public final class MemorySink implements Sink {

  private static final int USUAL_CAPACITY = 1000;

  private final int capacity;
  private final Deque<Evaluation> evaluations = new ArrayDeque<>();
  private final Deque<Alert> alerts = new ArrayDeque<>();

  /** Keeps a thousand of each. */
  public MemorySink() {
    this(USUAL_CAPACITY);
  }

  /** Keeps so many of each, at least one. */
  public MemorySink(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "A memory sink keeps at least one entry, but " + capacity + " was asked for.");
    }
    this.capacity = capacity;
  }

  @Override
  public synchronized void evaluated(Evaluation evaluation) {
    add(evaluations, evaluation);
  }

  @Override
  public synchronized void alerted(Alert alert) {
    add(alerts, alert);
  }

  private <E> void add(Deque<E> entries, E entry) {
    if (entries.size() == capacity) {
      entries.removeFirst();
    }
    entries.add(entry);
  }

  /** The kept evaluations, oldest first. */
  public synchronized List<Evaluation> evaluations() {
    return List.copyOf(evaluations);
  }

  /** The kept alerts, oldest first. */
  public synchronized List<Alert> alerts() {
    return List.copyOf(alerts);
  }
}
