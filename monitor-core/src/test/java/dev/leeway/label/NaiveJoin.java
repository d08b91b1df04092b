package dev.leeway.label;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The join as one would write it without regard to memory: what {@link PendingLabels} is held against. */
final class NaiveJoin {

  private static final class Entry {
    boolean predicted;
    boolean labelled;
    double answer;
    int predictedClass;
    double truth;
    int trueClass;
    int pane;
  }

  final List<String> heard = new ArrayList<>();

  private final Map<Long, Entry> entries = new LinkedHashMap<>();
  private final int capacity;
  private final boolean numbers;
  private int lastPane = Integer.MIN_VALUE;
  private long predictions;
  private long labels;
  private long joined;
  private long duplicates;
  private long repeated;
  private long corrected;
  private long expired;
  private long unknown;
  private long unreadable;

  NaiveJoin(int capacity, boolean numbers) {
    this.capacity = capacity;
    this.numbers = numbers;
  }

  void predicted(long key, double answer, int predictedClass, int pane) {
    predictions++;
    lastPane = pane;
    Entry entry = entries.get(key);
    if (entry != null && entry.predicted) {
      duplicates++;
      return;
    }
    if (entry == null) {
      entry = admit(key);
    }
    entry.predicted = true;
    entry.answer = answer;
    entry.predictedClass = numbers ? -1 : predictedClass;
    entry.pane = pane;
    joinIfBoth(entry);
  }

  void labelled(long key, double truth, int trueClass) {
    labels++;
    if (numbers ? Double.isNaN(truth) || Double.isInfinite(truth) : trueClass < 0) {
      unreadable++;
      return;
    }
    double kept = numbers ? truth : Double.NaN;
    int keptClass = numbers ? -1 : trueClass;
    Entry entry = entries.get(key);
    if (entry == null) {
      if (waiting() >= Math.max(1, capacity / 2)) {
        unknown++;
        return;
      }
      entry = admit(key);
      entry.pane = lastPane;
    } else if (entry.labelled) {
      changeLabel(entry, kept, keptClass);
      return;
    }
    entry.labelled = true;
    entry.truth = kept;
    entry.trueClass = keptClass;
    joinIfBoth(entry);
  }

  private void changeLabel(Entry entry, double truth, int trueClass) {
    if (numbers ? entry.truth == truth : entry.trueClass == trueClass) {
      repeated++;
      return;
    }
    corrected++;
    if (entry.predicted) {
      heard.add(Heard.correctedText(
          entry.answer,
          entry.predictedClass,
          entry.truth,
          entry.trueClass,
          truth,
          trueClass,
          entry.pane));
    }
    entry.truth = truth;
    entry.trueClass = trueClass;
  }

  private void joinIfBoth(Entry entry) {
    if (entry.predicted && entry.labelled) {
      joined++;
      heard.add(Heard.joinedText(
          entry.answer, entry.predictedClass, entry.truth, entry.trueClass, entry.pane));
    }
  }

  private Entry admit(long key) {
    Iterator<Entry> oldest = entries.values().iterator();
    if (entries.size() == capacity) {
      leave(oldest.next());
      oldest.remove();
    }
    Entry entry = new Entry();
    entries.put(key, entry);
    return entry;
  }

  private void leave(Entry entry) {
    expired += entry.labelled ? 0 : 1;
    unknown += entry.predicted ? 0 : 1;
  }

  void expire(int beforePane) {
    Iterator<Entry> all = entries.values().iterator();
    while (all.hasNext()) {
      Entry entry = all.next();
      if (entry.pane >= beforePane) {
        return;
      }
      leave(entry);
      all.remove();
    }
  }

  private long waiting() {
    return entries.values().stream().filter(entry -> !entry.predicted).count();
  }

  LabelCounts counts() {
    long pending = entries.values().stream().filter(entry -> !entry.labelled).count();
    return new LabelCounts(
        predictions,
        labels,
        joined,
        pending,
        waiting(),
        duplicates,
        repeated,
        corrected,
        expired,
        unknown,
        unreadable,
        0,
        0);
  }
}
