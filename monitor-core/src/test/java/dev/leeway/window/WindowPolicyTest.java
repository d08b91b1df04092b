package dev.leeway.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowPolicyTest {

  @Test
  void saysItsLengthAsTagsDo() {
    assertThat(WindowPolicy.lasting(Duration.ofHours(24)).label()).isEqualTo("24h");
    assertThat(WindowPolicy.lasting(Duration.ofDays(30)).label()).isEqualTo("30d");
    assertThat(WindowPolicy.lasting(Duration.ofMinutes(90)).label()).isEqualTo("90m");
    assertThat(WindowPolicy.lasting(Duration.ofMillis(1500)).label()).isEqualTo("1500ms");
    assertThat(WindowPolicy.ofRecords(2_000)).hasToString("2000 records in 10 panes");
    assertThat(WindowPolicy.ofRecords(7)).hasToString("7 records");
    assertThat(WindowPolicy.lasting(Duration.ofDays(1)).tumbling().panes()).isEqualTo(1);
  }

  @Test
  void hasTenPanesWhereTheyDivideIt() {
    assertThat(WindowPolicy.lasting(Duration.ofMillis(1500)).panes()).isEqualTo(10);
    assertThat(WindowPolicy.lasting(Duration.ofMillis(1505)).panes()).isEqualTo(1);
    assertThat(WindowPolicy.ofRecords(2_000).paneRecords()).isEqualTo(200);
    assertThat(WindowPolicy.ofRecords(2_005).paneRecords()).isEqualTo(2_005);
    assertThat(WindowPolicy.ofRecords(1_000).inPanes(1_000).paneRecords()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "10, 10", "-10, 10", "10, -10", "-10, 0", "0, -10"})
  void isOfRecordsOrOfADurationAndNeitherIsNegative(long records, long millis) {
    assertThatThrownBy(() -> new WindowPolicy(records, millis, 1, ZoneOffset.UTC, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(records + " records and " + millis + " ms");
  }

  @Test
  void refusesWhatCannotBeCut() {
    assertThatThrownBy(() -> WindowPolicy.ofRecords(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WindowPolicy.lasting(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WindowPolicy.lasting(Duration.ofHours(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WindowPolicy.lasting(Duration.ofSeconds(Long.MAX_VALUE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("longer than milliseconds can count");
    assertThatThrownBy(() -> WindowPolicy.ofRecords(100).inPanes(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WindowPolicy.ofRecords(100).inPanes(1001))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WindowPolicy.ofRecords(100).inPanes(7))
        .hasMessageContaining("100 records cannot be cut into 7 equal panes");
    assertThatThrownBy(() -> WindowPolicy.lasting(Duration.ofSeconds(1)).inPanes(7))
        .hasMessageContaining("PT1S cannot be cut into 7 equal panes");
  }
}
