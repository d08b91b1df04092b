package dev.leeway.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaneClockTest {

  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();

  @Test
  void panesBeginAtMultiplesOfTheirLengthInUtc() {
    PaneClock clock = new PaneClock(HOUR, ZoneOffset.UTC);
    long time = Instant.parse("2026-03-29T10:59:59.999Z").toEpochMilli();
    assertThat(Instant.ofEpochMilli(clock.startOf(clock.paneOf(time))))
        .isEqualTo("2026-03-29T10:00:00Z");
    assertThat(clock.paneOf(time + 1)).isEqualTo(clock.paneOf(time) + 1);
    assertThat(clock.paneOf(-1)).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kolkata",
        "Pacific/Apia"
      })
  void daysBeginAtTheZonesMidnight(String name) {
    ZoneId zone = ZoneId.of(name);
    PaneClock clock = new PaneClock(DAY, zone);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 2_000; i++) {
      long time =
          Instant.parse("1995-01-01T00:00:00Z").toEpochMilli() + random.nextLong(40 * 365 * DAY);
      ZonedDateTime expected =
          Instant.ofEpochMilli(time).atZone(zone).toLocalDate().atStartOfDay(zone);
      assertThat(Instant.ofEpochMilli(clock.startOf(clock.paneOf(time))))
          .as("%s in %s", Instant.ofEpochMilli(time), name)
          .isEqualTo(expected.toInstant());
    }
  }

  @Test
  void aDayWithTwentyThreeHoursIsOnePane() {
    PaneClock clock = new PaneClock(DAY, ZoneId.of("Europe/Berlin"));
    long pane = clock.paneOf(Instant.parse("2026-03-29T12:00:00Z").toEpochMilli());
    assertThat(clock.startOf(pane + 1) - clock.startOf(pane)).isEqualTo(23 * HOUR);
  }

  @Test
  void theEndsOfTimeHaveAPane() {
    for (ZoneId zone :
        new ZoneId[] {ZoneOffset.UTC, ZoneId.of("Asia/Tokyo"), ZoneId.of("America/New_York")}) {
      PaneClock clock = new PaneClock(1, zone);
      assertThat(clock.paneOf(Long.MAX_VALUE)).isPositive();
      assertThat(clock.paneOf(Long.MIN_VALUE)).isNegative();
      assertThat(new PaneClock(DAY, zone).startOf(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
      assertThat(new PaneClock(DAY, zone).startOf(Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
    }
  }
}
