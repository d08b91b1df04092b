package dev.leeway.benchmarks.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The stress with few records; {@code ./benchmarks/run threads} takes a million a thread, and the races of jcstress. */
@Timeout(120)
class ThreadsTest {

  @Test
  void panesOfAMillisecondHoldEveryRecordOnce() throws Exception {
    RecorderStress.Outcome outcome = ThreadsExperiment.byTheClock(16, 20_000).run();
    assertThat(outcome.faults()).as("%s", outcome).containsOnly(0L);
    assertThat(outcome.windows()).isPositive();
  }

  @Test
  void recordsOfTheirOwnTimeAreInOneWindowOrLate() throws Exception {
    RecorderStress.Outcome outcome = ThreadsExperiment.inEventTime(16, 20_000).run();
    assertThat(outcome.faults()).as("%s", outcome).containsOnly(0L);
  }

  @Test
  void aMonitorLosesNothingAndMixesNothing() throws Exception {
    MonitorStress.Outcome outcome = new MonitorStress(16, 20_000, Duration.ofMillis(1), true).run();
    assertThat(outcome.faults()).as("%s", outcome).containsOnly(0L);
    assertThat(outcome.swaps()).isPositive();
  }

  @Test
  void accessorsThatSleepStopNobody() throws Exception {
    Sleepers.Outcome outcome = new Sleepers(100).run(4, 5_000);
    assertThat(outcome.whileAsleep()).isEqualTo(outcome.sent());
    assertThat(outcome.inTheEnd()).isEqualTo(outcome.sent() + 100);
    assertThat(outcome.windows()).isPositive();
  }
}
