package dev.leeway.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeFormatTest {

  @ParameterizedTest
  @CsvSource({
    "iso, 2026-01-31, 2026-01-31T00:00:00Z",
    "iso, 2026-01-31 12:30, 2026-01-31T12:30:00Z",
    "iso, 2026-01-31T12:30:15, 2026-01-31T12:30:15Z",
    "iso, 2026-01-31T12:30:15.250Z, 2026-01-31T12:30:15.250Z",
    "iso, 2026-01-31 12:30:15.25 +02:00, 2026-01-31T10:30:15.250Z",
    "iso, 2026-01-31T12:30:15+0200, 2026-01-31T10:30:15Z",
    "dd.MM.yyyy, 31.01.2026, 2026-01-31T00:00:00Z",
    "dd.MM.yyyy, 31.01.2026 08:05, 2026-01-31T08:05:00Z",
    "d/M/yyyy, 5/3/2026, 2026-03-05T00:00:00Z",
    "yyyyMMdd HHmm, 20260131 0805, 2026-01-31T08:05:00Z",
    "epoch_seconds, 1769817600, 2026-01-31T00:00:00Z",
    "epoch_millis, 1769817600000, 2026-01-31T00:00:00Z",
  })
  void timesAreRead(String pattern, String text, Instant expected) {
    TimeFormat format = TimeFormat.of(pattern, ZoneOffset.UTC);
    assertThat(Instant.ofEpochMilli(format.millis(text))).isEqualTo(expected);
    assertThat(Instant.ofEpochMilli(format.millis(text))).as("once more").isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "iso, 2026-02-30",
    "iso, 2026-13-01",
    "iso, 31.01.2026",
    "iso, 2026-01-31x",
    "iso, ''",
    "iso, 12",
    "dd.MM.yyyy, 2026-01-31",
    "epoch_seconds, noon",
    "epoch_millis, 1e300"
  })
  void whatIsNoTimeIsUnreadable(String pattern, String text) {
    assertThat(TimeFormat.of(pattern, ZoneOffset.UTC).millis(text)).isEqualTo(Cell.UNREADABLE_TIME);
  }

  @Test
  void aTimeWithoutAZoneIsOfTheGivenOne() {
    TimeFormat vienna = TimeFormat.of("iso", ZoneId.of("Europe/Vienna"));
    assertThat(Instant.ofEpochMilli(vienna.millis("2026-07-01 12:00")))
        .isEqualTo("2026-07-01T10:00:00Z");
    assertThat(Instant.ofEpochMilli(vienna.millis("2026-07-01 12:00Z")))
        .as("its own zone goes before")
        .isEqualTo("2026-07-01T12:00:00Z");
  }

  @Test
  void aPatternThatIsNoneIsRefused() {
    assertThatThrownBy(() -> TimeFormat.of("tt.mm.jjjj", ZoneOffset.UTC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tt.mm.jjjj")
        .hasMessageContaining("dd.MM.yyyy");
  }
}
