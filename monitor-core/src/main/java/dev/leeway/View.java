package dev.leeway;

import dev.leeway.alert.Alert;
import dev.leeway.alert.AlertBook;
import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.BaselineIdentity;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Judge;
import dev.leeway.performance.Outcomes;
import dev.leeway.window.Window;
import dev.leeway.window.WindowFrame;
import dev.leeway.window.WindowPolicy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One window of a monitor against one reference: the stored baseline, or the window before. Windows come one after the
 * other, on one thread at a time; the latest evaluation may be asked for by any.
 */
abstract class View {

  final WindowPolicy policy;
  private final Durations durations;
  private final AlertBook book;
  private volatile @Nullable Evaluation latest;

  private View(WindowPolicy policy, Durations durations) {
    this.policy = policy;
    this.durations = durations;
    this.book = new AlertBook(policy.panes());
  }

  /** Evaluates a window; null where there is nothing to compare with yet. */
  @Nullable
  Evaluation evaluate(Window window, @Nullable Outcomes outcomes) {
    Evaluation evaluation = judge(window, outcomes);
    if (evaluation != null) {
      latest = evaluation;
    }
    return evaluation;
  }

  abstract @Nullable Evaluation judge(Window window, @Nullable Outcomes outcomes);

  /** Evaluates a window that is not followed: it changes nothing. Null where there is nothing to compare with yet. */
  abstract @Nullable Evaluation asItIs(Window window, @Nullable Outcomes outcomes);

  /** Its length, and whether it is compared with the window before: {@code 24h}, {@code 7d-previous}. */
  String name() {
    return policy.label();
  }

  void took(long nanos) {
    durations.add(nanos);
  }

  @Nullable
  Evaluation latest() {
    return latest;
  }

  List<Alert> turns(Evaluation evaluation) {
    return book.update(evaluation);
  }

  List<Alert> superseded(BaselineIdentity successor) {
    return book.supersede(successor);
  }

  /** Against the stored baseline. */
  static final class Stored extends View {
    private final Judge judge;

    Stored(WindowPolicy policy, Durations durations, Judge judge) {
      super(policy, durations);
      this.judge = judge;
    }

    @Override
    Evaluation judge(Window window, @Nullable Outcomes outcomes) {
      return judge.evaluate(window, outcomes);
    }

    @Override
    Evaluation asItIs(Window window, @Nullable Outcomes outcomes) {
      return judge.evaluateAsItIs(window, outcomes);
    }
  }

  /**
   * Against the full window that ended where this one begins. It holds the windows in between, at most as many as a window
   * has panes and one.
   */
  static final class Previous extends View {
    private final Function<Baseline, Judge> judges;
    private final Deque<Window> before = new ArrayDeque<>();

    Previous(WindowPolicy policy, Durations durations, Function<Baseline, Judge> judges) {
      super(policy, durations);
      this.judges = judges;
    }

    @Override
    String name() {
      return policy.label() + "-previous";
    }

    @Override
    synchronized @Nullable Evaluation judge(Window window, @Nullable Outcomes outcomes) {
      // what was true of the window before is not kept: there is nothing to compare performance
      // with
      Judge judge = judgeFor(window);
      if (!window.frame().partial()) {
        before.addLast(window);
        if (before.size() > policy.panes() + 1) {
          before.removeFirst();
        }
      }
      return judge == null ? null : judge.evaluate(reference(window, judge));
    }

    @Override
    synchronized @Nullable Evaluation asItIs(Window window, @Nullable Outcomes outcomes) {
      Judge judge = judgeFor(window);
      return judge == null ? null : judge.evaluateAsItIs(reference(window, judge));
    }

    private static Window reference(Window window, Judge judge) {
      return Window.of(judge.baseline(), window.frame(), window.counts())
          .withNewCategories(window.newCategories());
    }

    private @Nullable Judge judgeFor(Window window) {
      Window latestBefore = null;
      for (Window candidate : before) {
        if (endsBefore(candidate.frame(), window.frame())) {
          latestBefore = candidate;
        }
      }
      return latestBefore == null || latestBefore.frame().records() == 0
          ? null
          : judges.apply(latestBefore.asReference());
    }

    private static boolean endsBefore(WindowFrame earlier, WindowFrame later) {
      return earlier.end() != null && later.start() != null
          ? !earlier.end().isAfter(later.start())
          : earlier.lastRow() < later.firstRow();
    }
  }
}
