package dev.leeway.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  /** Around each change of 45 years, at the offsets of summer and winter, half hours and a skipped day. */
  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 60",
    "Europe/Berlin, 15",
    "Europe/Berlin, 180",
    "Europe/Berlin, 1440",
    "America/New_York, 60",
    "America/New_York, 360",
    "Australia/Lord_Howe, 60",
    "Australia/Lord_Howe, 15",
    "Pacific/Apia, 60",
    "Pacific/Apia, 1440",
    "Asia/Kolkata, 60",
    "Africa/Casablanca, 60",
    "America/Sao_Paulo, 1440"
  })
  void panesBeginWhenTheLocalTimeFirstReachesThem(String name, long minutes) {
    ZoneId zone = ZoneId.of(name);
    long length = Duration.ofMinutes(minutes).toMillis();
    PaneClock clock = new PaneClock(length, zone);
    ZoneOffsetTransition change =
        zone.getRules().nextTransition(Instant.parse("1990-01-01T00:00:00Z"));
    while (change != null && change.getInstant().isBefore(Instant.parse("2035-01-01T00:00:00Z"))) {
      Instant from = change.getInstant().minusMillis(3 * DAY);
      long highest = local(zone, from);
      for (long t = 1; t < 6 * 24 * 60; t++) {
        Instant now = from.plusSeconds(60 * t);
        long pane = Math.floorDiv(local(zone, now), length);
        assertThat(clock.paneOf(now.toEpochMilli())).as("%s in %s", now, name).isEqualTo(pane);
        if (pane > Math.floorDiv(highest, length)) {
          assertThat(Instant.ofEpochMilli(clock.startOf(pane)))
              .as("pane of %s in %s", now, name)
              .isEqualTo(now);
        }
        highest = Math.max(highest, local(zone, now));
      }
      change = zone.getRules().nextTransition(change.getInstant());
    }
  }

  private static long local(ZoneId zone, Instant time) {
    return time.toEpochMilli() + zone.getRules().getOffset(time).getTotalSeconds() * 1000L;
  }

  @Test
  void timesBeyondTheTableTakeTheNearestOffset() {
    PaneClock clock = new PaneClock(DAY, ZoneId.of("America/New_York"));
    long before = Instant.parse("1850-06-01T05:00:00Z").toEpochMilli();
    assertThat(clock.startOf(clock.paneOf(before))).isEqualTo(before);
    assertThat(clock.paneOf(before - 1)).isEqualTo(clock.paneOf(before) - 1);
    long after = Instant.parse("2150-06-01T05:00:00Z").toEpochMilli();
    assertThat(clock.startOf(clock.paneOf(after))).isEqualTo(after);
    assertThat(clock.paneOf(after - 1)).isEqualTo(clock.paneOf(after) - 1);
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
