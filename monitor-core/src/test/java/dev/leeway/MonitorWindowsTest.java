package dev.leeway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.alert.Alert;
import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.BaselineFile;
import dev.leeway.baseline.Origin;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Status;
import dev.leeway.schema.Schema;
import dev.leeway.sink.MemorySink;
import dev.leeway.window.Window;
import dev.leeway.window.WindowPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several windows on one monitor, a rolling reference, sampling, and baselines learnt from windows. */
class MonitorWindowsTest {

  private record Visit(double amount, String region, Instant time) {}

  private static final Schema<Visit> SCHEMA = Schema.<Visit>builder()
      .numeric("amount", Visit::amount)
      .categorical("region", Visit::region)
      .eventTime(Visit::time)
      .build();
  private static final String PREVIOUS = "3d-previous";
  private static final Instant START = Instant.parse("2025-01-06T00:00:00Z");
  private static final Baseline BASELINE =
      Baseline.fit(SCHEMA, visits(0, 30, 0, 1)).build();

  /** One visit each two minutes. */
  private static List<Visit> visits(int firstDay, int days, double shift, long seed) {
    Random random = new Random(seed);
    List<Visit> visits = new ArrayList<>();
    for (int i = 0; i < days * 720; i++) {
      visits.add(new Visit(
          random.nextGaussian() + shift,
          random.nextBoolean() ? "north" : "south",
          START.plus(Duration.ofDays(firstDay)).plusSeconds(120L * i)));
    }
    return visits;
  }

  private static WindowPolicy hours(int hours, int panes) {
    return WindowPolicy.lasting(Duration.ofHours(hours)).inPanes(panes);
  }

  @Test
  void eachWindowIsEvaluatedAndRaisesAlarmsOfItsOwn() {
    MemorySink memory = new MemorySink();
    try (Monitor<Visit> monitor = Monitor.builder(SCHEMA, BASELINE)
        .windows(hours(12, 12), hours(48, 8), hours(240, 10))
        .sink(memory)
        .replay()
        .build()) {
      visits(30, 10, 0, 2).forEach(monitor::observe);
      visits(40, 4, 1.5, 3).forEach(monitor::observe);
      assertThat(monitor.windowPolicies()).hasSize(3);
      assertThat(monitor.latest()).isSameAs(monitor.latest("12h"));
      assertThat(monitor.evaluate("10d").window().length()).isEqualTo("10d");
      assertThat(monitor.window("2d").frame().records()).isBetween(1_200L, 1_440L);
      assertThat(monitor.toString()).contains("12h in 12 panes and 2d in 8 panes and 10d in 10");
      assertThatThrownBy(() -> monitor.latest("1h"))
          .hasMessageContaining("no window '1h'")
          .hasMessageContaining("[12h, 2d, 10d]");
    }
    for (String length : List.of("12h", "2d", "10d")) {
      List<Evaluation> own = memory.evaluations().stream()
          .filter(evaluation -> length.equals(evaluation.window().length()))
          .toList();
      assertThat(own).as(length).isNotEmpty();
      for (int i = 0; i < own.size(); i++) {
        assertThat(own.get(i).window().index()).as(length).isEqualTo(i);
      }
    }
    assertThat(memory.alerts())
        .extracting(alert -> alert.window().length())
        .as("the short window sees the change first, the long one last")
        .startsWith("12h")
        .contains("2d", "10d");
    assertThat(memory.alerts())
        .filteredOn(alert -> alert.state() == Alert.State.OPENED)
        .extracting(alert -> alert.id())
        .doesNotHaveDuplicates();
    assertThat(memory.alerts().get(0).id()).contains("/12h/");
    assertThat(memory.alerts().get(0).toJson()).contains("\"length\":\"12h\"");
  }

  @Test
  void windowsThatDoNotFitAreRefusedWhenTheMonitorIsBuilt() {
    assertThatThrownBy(() -> Monitor.builder(SCHEMA, BASELINE)
            .windows(hours(24, 24), hours(36, 8))
            .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("do not divide");
  }

  @Test
  void aRollingReferenceSeesAChangeOnceAndTheBaselineGoesOnSeeingIt() {
    MemorySink memory = new MemorySink();
    try (Monitor<Visit> monitor = Monitor.builder(SCHEMA, BASELINE)
        .window(hours(24, 4))
        .rolling(hours(72, 3))
        .sink(memory)
        .replay()
        .build()) {
      visits(30, 12, 1, 2).forEach(monitor::observe);
      assertThat(monitor.latest().status()).isEqualTo(Status.CRITICAL);
      assertThat(monitor.latest(PREVIOUS).status()).isEqualTo(Status.OK);
      visits(42, 3, 0, 3).forEach(monitor::observe);
      visits(45, 1, 0, 3).subList(0, 10).forEach(monitor::observe);
      Evaluation rolling = monitor.latest(PREVIOUS);
      assertThat(rolling.status()).isEqualTo(Status.CRITICAL);
      assertThat(rolling.baseline().origin()).isEqualTo(Origin.PREVIOUS_WINDOW);
      assertThat(rolling.window().length()).isEqualTo("3d");
      assertThat(rolling.summary()).contains("against the window before, of 'baseline'");
      assertThat(rolling.findings().get(0).message()).contains("in the window before");
      assertThat(rolling.signal("amount").statistic("psi").referenceRows()).isEqualTo(2_160);
      assertThat(monitor.latest().status()).isEqualTo(Status.OK);
    }
    assertThat(memory.alerts())
        .filteredOn(alert -> alert.baseline().origin() == Origin.PREVIOUS_WINDOW)
        .isNotEmpty();
  }

  @Test
  void theWindowBeforeOneOfRecordsIsTheOneThatEndsWhereItBegins() {
    try (Monitor<Visit> monitor = Monitor.builder(SCHEMA, BASELINE)
        .window(WindowPolicy.ofRecords(500).inPanes(5))
        .rolling(WindowPolicy.ofRecords(500).inPanes(5))
        .executor(Runnable::run)
        .build()) {
      List<Visit> visits = visits(30, 3, 0, 2);
      visits.subList(0, 300).forEach(monitor::observe);
      assertThatThrownBy(() -> monitor.evaluate("500-previous"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("no full one yet");
      visits.subList(300, 999).forEach(monitor::observe);
      assertThat(monitor.latest("500-previous")).isNull();
      assertThat(monitor.windowNames()).containsExactly("500", "500-previous");
      monitor.observe(visits.get(999));
      assertThat(monitor.latest("500-previous").window().firstRow()).isEqualTo(500);
      assertThat(monitor.latest("500-previous").signal("amount").statistic("ks").referenceRows())
          .isEqualTo(500);
    }
  }

  @Test
  void samplingIsUnbiasedAndSaid() {
    try (Monitor<Visit> monitor = Monitor.builder(SCHEMA, BASELINE)
        .window(hours(24 * 400, 1))
        .sample(0.1)
        .replay()
        .build()) {
      List<Visit> visits = visits(30, 200, 0, 5);
      visits.forEach(monitor::observe);
      double expected = visits.size() * 0.1;
      // five standard deviations
      assertThat((double) monitor.records())
          .isCloseTo(expected, within(5 * Math.sqrt(expected * 0.9)));
      Evaluation now = monitor.evaluate();
      assertThat(now.window().sampling()).isEqualTo(0.1);
      assertThat(now.toJson()).contains("\"sampling\":0.1");
      assertThat(now.status()).isEqualTo(Status.OK);
      assertThat(now.signal("region").statistic("total_variation").value()).isLessThan(0.03);
      assertThat(monitor.sampling()).isEqualTo(0.1);
      Window window = monitor.window();
      assertThatThrownBy(() -> window.merge(plain()))
          .hasMessageContaining("0.1")
          .hasMessageContaining("same share");
    }
    for (double share : new double[] {0, -0.1, 1.01, Double.NaN}) {
      assertThatThrownBy(() -> Monitor.builder(SCHEMA, BASELINE).sample(share))
          .hasMessageContaining("above 0 and at most 1");
    }
  }

  private static Window plain() {
    try (Monitor<Visit> monitor =
        Monitor.builder(SCHEMA, BASELINE).window(hours(24 * 400, 1)).replay().build()) {
      visits(30, 1, 0, 5).forEach(monitor::observe);
      return monitor.window();
    }
  }

  @Test
  void aWindowBecomesABaselineThatSaysSo(@TempDir Path directory) {
    Window window;
    try (Monitor<Visit> monitor =
        Monitor.builder(SCHEMA, BASELINE).window(hours(240, 10)).replay().build()) {
      visits(30, 9, 0.7, 2).forEach(monitor::observe);
      window = monitor.window();
    }
    Baseline learnt = window.toBaseline();
    assertThat(learnt.origin()).isEqualTo(Origin.LIVE);
    assertThat(learnt.rows()).isEqualTo(9 * 720);
    assertThat(learnt.lineage().dataVersion()).startsWith("live traffic from 2025-02-0");
    assertThat(learnt.lineage().extra()).containsEntry("bins_of", BASELINE.digest());
    assertThat(learnt.signal("amount").moments().mean()).isCloseTo(0.7, within(0.05));
    BaselineFile.write(learnt, directory.resolve("learnt.json"));
    Baseline read = BaselineFile.read(directory.resolve("learnt.json"));
    assertThat(read).isEqualTo(learnt);
    assertThat(read.origin()).isEqualTo(Origin.LIVE);
    Evaluation against = Comparison.against(read).of(SCHEMA, visits(50, 2, 0.7, 9));
    assertThat(against.status()).isEqualTo(Status.OK);
    assertThat(against.summary()).contains("learnt from live traffic");
    assertThat(against.toJson()).contains("\"origin\":\"live\"");
    assertThat(Comparison.against(read)
            .of(SCHEMA, visits(50, 2, 0, 9))
            .findings()
            .get(0)
            .message())
        .contains("when it was learnt");
  }

  @Test
  void severalWindowsAreTheChunksOfABaseline() {
    List<Window> days = new ArrayList<>();
    try (Monitor<Visit> monitor =
        Monitor.builder(SCHEMA, BASELINE).window(hours(24, 1)).replay().build()) {
      for (int day = 0; day < 12; day++) {
        visits(30 + day, 1, day % 3 * 0.4, 10 + day).forEach(monitor::observe);
        days.add(monitor.window());
      }
    }
    Baseline learnt = Window.toBaseline(days);
    assertThat(learnt.chunks()).hasSize(12);
    assertThat(learnt.rows()).isEqualTo(12 * 720);
    assertThat(learnt.signal("amount").natural().psi()).as("days differ").isGreaterThan(0.01);
    assertThat(learnt.rowsPerMilli().orElseThrow()).isCloseTo(1 / 120_000.0, within(1e-9));
    assertThat(learnt.signal("region").singletons()).isZero();
    Window other = plain();
    assertThatThrownBy(() -> Window.toBaseline(List.of()))
        .hasMessageContaining("at least one window");
    assertThatThrownBy(() -> Window.toBaseline(
            List.of(days.get(0), Window.of(learnt, other.frame(), other.counts()))))
        .hasMessageContaining("only windows on the same baseline");
  }

  @Test
  void anEmptyWindowMakesNoBaseline() {
    try (Monitor<Visit> monitor =
        Monitor.builder(SCHEMA, BASELINE).window(hours(24, 1)).replay().build()) {
      assertThatThrownBy(() -> monitor.window().toBaseline())
          .hasMessageContaining("at least one record");
    }
  }
}
