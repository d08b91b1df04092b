package dev.leeway.examples.bike;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Instant BEGIN = Instant.parse("2012-01-01T00:00:00Z");

  /** A clock that waiting moves on, and nothing else unless told to. */
  private static final class Time {
    private final List<Duration> waits = new ArrayList<>();
    private long now = -5;
    private boolean ended;

    boolean sleep(long nanos) {
      waits.add(Duration.ofNanos(nanos));
      now += nanos;
      return ended;
    }

    Pace pace(double speed) {
      return new Pace(speed, () -> now, this::sleep);
    }
  }

  private final Time time = new Time();

  @Test
  void anHourTakesASecondAtThreeThousandSixHundredTimesRealTime() throws Exception {
    Pace pace = time.pace(3_600);
    for (int hour : new int[] {0, 1, 2, 5}) {
      assertThat(pace.endsBefore(BEGIN.plus(Duration.ofHours(hour)))).isFalse();
    }
    assertThat(time.waits)
        .containsExactly(
            Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(3));
  }

  @Test
  void whatTheWorkTakesIsNotWaitedForOnTop() throws Exception {
    Pace pace = time.pace(3_600);
    pace.endsBefore(BEGIN);
    time.now += Duration.ofMillis(300).toNanos();
    pace.endsBefore(BEGIN.plus(Duration.ofHours(1)));
    time.now += Duration.ofMillis(1_500).toNanos();
    pace.endsBefore(BEGIN.plus(Duration.ofHours(2)));
    pace.endsBefore(BEGIN.plus(Duration.ofHours(3)));
    assertThat(time.waits)
        .containsExactly(
            Duration.ZERO, Duration.ofMillis(700), Duration.ZERO, Duration.ofMillis(500));
  }

  @Test
  void withoutASpeedNothingIsWaitedFor() throws Exception {
    Pace pace = time.pace(Double.POSITIVE_INFINITY);
    pace.endsBefore(BEGIN);
    pace.endsBefore(BEGIN.plus(Duration.ofDays(300)));
    assertThat(time.waits).containsExactly(Duration.ZERO, Duration.ZERO);
  }

  @Test
  void theSlowestSpeedWaitsAsLongAsCanBeSaid() throws Exception {
    Pace pace = time.pace(Double.MIN_VALUE);
    pace.endsBefore(BEGIN);
    pace.endsBefore(BEGIN.plusSeconds(1));
    assertThat(time.waits.get(1)).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
  }

  @Test
  void endsWhenSomebodyAskedWhileItWaited() throws Exception {
    Pace pace = time.pace(3_600);
    pace.endsBefore(BEGIN);
    time.ended = true;
    assertThat(pace.endsBefore(BEGIN.plus(Duration.ofHours(1)))).isTrue();
  }
}
