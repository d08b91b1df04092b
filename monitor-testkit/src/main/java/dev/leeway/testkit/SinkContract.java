package dev.leeway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.leeway.alert.Alert;
import dev.leeway.alert.Sink;
import dev.leeway.judgement.Evaluation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * What a {@link Sink} should do, as JUnit tests: take whatever a monitor gives, also with hostile names in it, on any
 * thread, in bounded time. Implement it in a test class and give the sink, with the other side that it talks to in place:
 *
 * <pre>{@code
 * class PageSinkTest implements SinkContract {
 *   public Sink sink() {
 *     return new PageSink();
 *   }
 * }
 * }</pre>
 *
 * <p>A monitor calls a sink for one thing at a time, but not always on the same thread; so does the suite.
 */
public interface SinkContract {

  /** A new sink that takes what it is given. Asked for once in each test, and closed by it. */
  Sink sink();

  /** How long one call may take at most. Default five seconds. */
  default Duration longestCall() {
    return Duration.ofSeconds(5);
  }

  /** Runs a call on a thread of its own and returns what it threw; one that hangs fails with the place where it does. */
  private @Nullable Throwable thrownBy(String what, Executable call) {
    return assertTimeoutPreemptively(
        longestCall(), () -> catchThrowable(call::execute), () -> what + " took too long");
  }

  private void takes(Sink sink, Evaluation evaluation) {
    String what = "evaluated(" + shown(evaluation.toString()) + ")";
    assertThat(thrownBy(what, () -> sink.evaluated(evaluation)))
        .as("what %s throws", what)
        .isNull();
  }

  private void takes(Sink sink, Alert alert) {
    String what = "alerted(" + shown(alert.toString()) + ")";
    assertThat(thrownBy(what, () -> sink.alerted(alert)))
        .as("what %s throws", what)
        .isNull();
  }

  private void closes(Sink sink) {
    assertThat(thrownBy("close()", sink::close)).as("what close() throws").isNull();
  }

  private static String shown(String text) {
    String line = text.replaceAll("\\p{C}", "?");
    return line.length() <= 100 ? line : line.substring(0, 100) + "…";
  }

  /** Counters, meters and log lines go by the name. */
  @Test
  default void nameIsNotBlankAndStays() {
    Sink sink = sink();
    String name = sink.name();
    assertThat(name).as("the name").isNotBlank();
    SampleEvents.evaluations().forEach(evaluation -> takes(sink, evaluation));
    assertThat(sink.name()).as("the name after evaluations").isEqualTo(name);
    closes(sink);
    assertThat(sink.name()).as("the name after close()").isEqualTo(name);
  }

  @Test
  default void takesEvaluationsOfEveryStatus() {
    Sink sink = sink();
    SampleEvents.evaluations().forEach(evaluation -> takes(sink, evaluation));
    closes(sink);
  }

  @Test
  default void takesAlertsOfEveryStateSeverityAndCheck() {
    Sink sink = sink();
    SampleEvents.alerts().forEach(alert -> takes(sink, alert));
    closes(sink);
  }

  /** Names and categories come from data: control characters, markup, ten thousand characters. */
  @Test
  default void takesHostileNames() {
    Sink sink = sink();
    SampleEvents.hostileEvaluations().forEach(evaluation -> takes(sink, evaluation));
    SampleEvents.hostileAlerts().forEach(alert -> takes(sink, alert));
    closes(sink);
  }

  @Test
  default void takesTheSameAlertTwice() {
    Sink sink = sink();
    Alert alert = SampleEvents.alerts().get(0);
    takes(sink, alert);
    takes(sink, alert);
    closes(sink);
  }

  @Test
  default void closesTwiceAndWithoutEverHavingTakenAnything() {
    Sink sink = sink();
    closes(sink);
    closes(sink);
  }

  /** A sink that hung may come back when the monitor has closed it already. */
  @Test
  default void takesOrRefusesCallsAfterClose() {
    Sink sink = sink();
    takes(sink, SampleEvents.alerts().get(0));
    closes(sink);
    Evaluation evaluation = SampleEvents.evaluations().get(0);
    Alert alert = SampleEvents.alerts().get(0);
    assertRefusedAtMost(thrownBy("evaluated(...) after close()", () -> sink.evaluated(evaluation)));
    assertRefusedAtMost(thrownBy("alerted(...) after close()", () -> sink.alerted(alert)));
    closes(sink);
  }

  private static void assertRefusedAtMost(@Nullable Throwable thrown) {
    if (thrown != null) {
      assertThat(thrown)
          .as("what a call after close() throws, if anything")
          .isInstanceOf(IllegalStateException.class);
    }
  }

  /** Each call of this suite runs on a thread of its own; here they alternate with calls on the test's thread. */
  @Test
  default void takesCallsFromOneThreadAfterTheOther() {
    Sink sink = sink();
    for (Alert alert : SampleEvents.alerts()) {
      takes(sink, alert);
      Throwable thrown = catchThrowable(() -> sink.alerted(alert));
      assertThat(thrown).as("what alerted(...) throws on another thread").isNull();
    }
    closes(sink);
  }
}
