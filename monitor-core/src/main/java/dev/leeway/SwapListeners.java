package dev.leeway;

import dev.leeway.baseline.Baseline;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Who wants to hear of another baseline. Told one after the other; what a listener throws is handed on. */
final class SwapListeners {

  private final List<Consumer<Baseline>> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock telling = new ReentrantLock();

  void add(Consumer<Baseline> listener) {
    listeners.add(listener);
  }

  void remove(Consumer<Baseline> listener) {
    listeners.remove(listener);
  }

  /** Each hears of the baseline of that moment: of two swaps at once the later one is told last. */
  void tell(Supplier<Baseline> present, Consumer<Throwable> onFailure) {
    telling.lock();
    try {
      for (Consumer<Baseline> listener : listeners) {
        try {
          listener.accept(present.get());
        } catch (Throwable failure) {
          onFailure.accept(failure);
        }
      }
    } finally {
      telling.unlock();
    }
  }
}
