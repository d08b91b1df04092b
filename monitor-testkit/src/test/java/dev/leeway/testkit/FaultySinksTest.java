package dev.leeway.testkit;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.leeway.alert.Alert;
import dev.leeway.alert.Sink;
import dev.leeway.judgement.Evaluation;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The suite finds what is wrong with a sink. */
class FaultySinksTest {

  /** The suite on whatever sink is held out to it; run by the tests only. */
  static final class Held implements SinkContract {

    static Supplier<Sink> held = FaultySinksTest::refusing;

    @Override
    public Sink sink() {
      return held.get();
    }
  }

  /** As strict as a sink may be: it takes nothing more once it is closed. */
  private static Sink refusing() {
    return new Sink() {
      private boolean closed;

      @Override
      public String name() {
        return "refusing";
      }

      @Override
      public void evaluated(Evaluation evaluation) {
        if (closed) {
          throw new IllegalStateException("closed");
        }
      }

      @Override
      public void alerted(Alert alert) {
        if (closed) {
          throw new IllegalStateException("closed");
        }
      }

      @Override
      public void close() {
        closed = true;
      }
    };
  }

  private static Supplier<Sink> named(Supplier<String> name) {
    return () -> new Sink() {
      @Override
      public String name() {
        return name.get();
      }
    };
  }

  private interface Takes<E> {
    void take(E event) throws InterruptedException;
  }

  private static Supplier<Sink> ofAlerts(Supplier<Takes<Alert>> takes) {
    return () -> new Sink() {
      private final Takes<Alert> own = takes.get();

      @Override
      public String name() {
        return "of alerts";
      }

      @Override
      public void alerted(Alert alert) {
        try {
          own.take(alert);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }

  private static void refuse(boolean wrong) {
    if (wrong) {
      throw new IllegalArgumentException("not this one");
    }
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        arguments("no name", "nameIsNotBlankAndStays", named(() -> " ")),
        arguments(
            "another name each time",
            "nameIsNotBlankAndStays",
            named(() -> "sink " + System.nanoTime())),
        arguments("needs a finding", "takesEvaluationsOfEveryStatus", (Supplier<Sink>)
            () -> new Sink() {
              @Override
              public void evaluated(Evaluation evaluation) {
                Objects.requireNonNull(evaluation.findings().get(0).signal());
              }
            }),
        arguments(
            "needs a signal",
            "takesAlertsOfEveryStateSeverityAndCheck",
            ofAlerts(() -> alert -> Objects.requireNonNull(alert.signal()))),
        arguments(
            "needs a number",
            "takesAlertsOfEveryStateSeverityAndCheck",
            ofAlerts(() -> alert -> refuse(Double.isNaN(alert.value())))),
        arguments(
            "needs short names",
            "takesHostileNames",
            ofAlerts(() -> alert -> refuse(alert.message().length() > 5_000))),
        arguments(
            "needs printable names",
            "takesHostileNames",
            ofAlerts(
                () -> alert -> refuse(alert.message().chars().anyMatch(Character::isISOControl)))),
        arguments("an alert comes once", "takesTheSameAlertTwice", ofAlerts(() -> {
          Set<String> known = new HashSet<>();
          return alert -> refuse(!known.add(alert.id()));
        })),
        arguments("closes once", "closesTwiceAndWithoutEverHavingTakenAnything", (Supplier<Sink>)
            () -> new Sink() {
              private boolean closed;

              @Override
              public void close() {
                refuse(closed);
                closed = true;
              }
            }),
        arguments("breaks after close", "takesOrRefusesCallsAfterClose", (Supplier<Sink>)
            () -> new Sink() {
              private @Nullable StringBuilder text = new StringBuilder();

              @Override
              public void alerted(Alert alert) {
                Objects.requireNonNull(text).append(alert.message());
              }

              @Override
              public void close() {
                text = null;
              }
            }),
        arguments("one thread only", "takesCallsFromOneThreadAfterTheOther", ofAlerts(() -> {
          Thread[] first = new Thread[1];
          return alert -> {
            first[0] = first[0] == null ? Thread.currentThread() : first[0];
            refuse(first[0] != Thread.currentThread());
          };
        })));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("faults")
  void suiteFindsTheFault(String fault, String test, Supplier<Sink> sink) {
    Held.held = sink;
    Suite.assertFails(Held.class, test);
  }

  @Test
  void soundSinkPasses() {
    Held.held = FaultySinksTest::refusing;
    Suite.assertPasses(Held.class, 8, 0);
  }

  /** Takes an alert and never comes back, unless it is interrupted. */
  static final class Hanging implements SinkContract {
    @Override
    public Sink sink() {
      CountDownLatch never = new CountDownLatch(1);
      return ofAlerts(() -> alert -> never.await()).get();
    }

    @Override
    public Duration longestCall() {
      return Duration.ofMillis(200);
    }
  }

  @Test
  void sinkThatHangsFailsInBoundedTime() {
    Suite.assertFails(Hanging.class, "takesAlertsOfEveryStateSeverityAndCheck");
  }
}
