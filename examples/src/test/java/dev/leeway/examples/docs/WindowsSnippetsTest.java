package dev.leeway.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.window.WindowPolicy;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** The code of docs/windows.md, run. */
class WindowsSnippetsTest {

  @Test
  void showsTheWindowsThatThePageNames() {
    // snippet: windows-policies
    WindowPolicy day = WindowPolicy.lasting(Duration.ofHours(24)).inPanes(24);
    WindowPolicy week =
        WindowPolicy.lasting(Duration.ofDays(7)).inPanes(7).inZone(ZoneId.of("Europe/Berlin"));
    WindowPolicy records = WindowPolicy.ofRecords(5_000).inPanes(10);
    WindowPolicy single = WindowPolicy.ofRecords(5_000).tumbling();
    // end
    assertThat(day).hasToString("24h in 24 panes");
    assertThat(day.paneMillis()).isEqualTo(3_600_000);
    assertThat(week.label()).isEqualTo("7d");
    assertThat(records.paneRecords()).isEqualTo(500);
    assertThat(single.panes()).isEqualTo(1);
  }
}
