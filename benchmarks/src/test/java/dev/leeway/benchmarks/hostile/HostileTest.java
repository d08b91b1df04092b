package dev.leeway.benchmarks.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.benchmarks.report.Report;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The fuzzer with few draws; {@code ./benchmarks/run fuzz} takes all. */
@Timeout(120)
class HostileTest {

  /** Other tests' garbage is among what is measured here. */
  private static final long MEBIBYTE = 1 << 20;

  @Test
  void hostileRowsAreCountedAndNothingComesBack() throws Exception {
    HostileRows rows = new HostileRows(Report.SEED);
    Faults faults = rows.run(50_000);
    assertThat(faults.count()).as("seed %s: %s", Report.SEED, faults).isZero();
    assertThat(rows.sent()).isEqualTo(50_000);
  }

  @Test
  void settingsAndSchemasAreRefusedOrSound() {
    HostileSettings settings = new HostileSettings(Report.SEED);
    Faults faults = settings.run(5_000, 1_000);
    assertThat(faults.count()).as("seed %s: %s", Report.SEED, faults).isZero();
    assertThat(settings.accepted()).isBetween(100L, 5_500L);
  }

  @Test
  void baselinesAndWindowsAreRefusedOrSound() {
    HostileFiles files = new HostileFiles(Report.SEED);
    Faults faults = files.run(5_000, 2_000);
    assertThat(faults.count()).as("seed %s: %s", Report.SEED, faults).isZero();
    assertThat(files.accepted()).isBetween(50L, 6_500L);
    assertThat(files.largest()).isLessThan(64L << 20);
  }

  /** Otherwise half of the mutants would not get past the digest. */
  @Test
  void theDigestIsThatOfTheLibrary() {
    String text = HostileFiles.text();
    assertThat(HostileFiles.withDigest(text)).isEqualTo(text);
    String renamed = text.replaceFirst("\"small\"", "\"\\\\u0001sm\\\\\"all\"");
    HostileFiles files = new HostileFiles(1);
    files.baseline(HostileFiles.withDigest(renamed));
    assertThat(files.accepted()).isEqualTo(1);
    files.baseline(renamed);
    assertThat(files.accepted()).isEqualTo(1);
  }

  @Test
  void floodsOfNewValuesTakeNoMemory() {
    for (Floods.Outcome outcome :
        new Floods.Outcome[] {Floods.categories(200_000), Floods.keys(50_000)}) {
      assertThat(outcome.lost()).isZero();
      assertThat(outcome.most()).isLessThan(outcome.formula() + MEBIBYTE);
      assertThat(outcome.spread()).isLessThan(MEBIBYTE);
    }
  }

  @Test
  void livesLeaveNoThreadAndNoLoaderBehind() throws Exception {
    Lives.Threads threads = Lives.cycles(10);
    assertThat(threads.most()).isLessThanOrEqualTo(2);
    assertThat(threads.others()).isZero();
    assertThat(threads.left()).isZero();
    assertThat(Lives.loadersLeft(1)).isZero();
  }

  @Test
  void closeKeepsToItsDeadlineBesideAHungSink() throws Exception {
    Lives.End end = Lives.withHungSink(Duration.ofMillis(300));
    assertThat(Duration.ofNanos(end.nanos())).isLessThan(Duration.ofSeconds(2));
    assertThat(end.left()).isZero();
  }
}
