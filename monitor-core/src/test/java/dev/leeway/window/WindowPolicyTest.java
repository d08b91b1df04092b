package dev.leeway.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

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
        .hasMessageContaining("cannot be cut into 7 equal panes");
  }
}
