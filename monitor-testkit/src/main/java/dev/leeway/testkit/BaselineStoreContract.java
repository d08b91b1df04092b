package dev.leeway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.BaselineStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link BaselineStore} promises, as JUnit tests. Implement it in a test class and give an empty store:
 *
 * <pre>{@code
 * class TableStoreTest implements BaselineStoreContract {
 *   private final DataSource database = newDatabase();   // JUnit makes a test class anew for each test
 *
 *   public BaselineStore store() {
 *     return new TableStore(database);
 *   }
 *
 *   public Optional<BaselineStore> reopen() {
 *     return Optional.of(new TableStore(database));
 *   }
 * }
 * }</pre>
 */
public interface BaselineStoreContract {

  /** An empty store. Asked for once in each test. */
  BaselineStore store();

  /**
   * A further store on the place of the one that {@link #store} gave in this test, as another process would open it. Default
   * empty: there is no such thing, as with a store in memory, and the tests that need one are reported as aborted.
   */
  default Optional<BaselineStore> reopen() {
    return Optional.empty();
  }

  /**
   * The directory that holds all of a store on a file system; the suite then sees that nothing is written beside it. It
   * needs a parent of its own. Default empty.
   */
  default Optional<Path> directory() {
    return Optional.empty();
  }

  @Test
  default void putMakesTheNextVersionAndMakesItCurrent() {
    BaselineStore store = store();
    Baseline first = SampleBaselines.of("first");
    Baseline second = SampleBaselines.of("second");

    String firstVersion = version("credit", store.put("credit", first));
    assertThat(store.current("credit"))
        .as("the current baseline after one put")
        .isEqualTo(first.named("credit"));
    String secondVersion = version("credit", store.put("credit", second));

    assertThat(store.current("credit"))
        .as("the current baseline after a second put")
        .isEqualTo(second.named("credit"));
    assertThat(store.versions("credit"))
        .as("the versions")
        .containsExactly(firstVersion, secondVersion);
    assertThat(store.get("credit", firstVersion))
        .as("the first version after a second put")
        .isEqualTo(first.named("credit"));
  }

  /** The version in {@code name@version}, which {@code put} returns. */
  private static String version(String name, String stored) {
    assertThat(stored).as("what put(...) returns: name@version").startsWith(name + "@");
    return stored.substring(name.length() + 1);
  }

  @Test
  default void putOfAVersionLeavesTheCurrentOne() {
    BaselineStore store = store();
    Baseline first = SampleBaselines.of("first");
    Baseline candidate = SampleBaselines.of("candidate");
    store.put("credit", first);

    assertThat(store.put("credit", "2026-03.rc1", candidate))
        .as("what put(...) of a version returns")
        .isEqualTo("credit@2026-03.rc1");

    assertThat(store.current("credit")).as("the current baseline").isEqualTo(first.named("credit"));
    assertThat(store.get("credit", "2026-03.rc1"))
        .as("the version that was put by its name")
        .isEqualTo(candidate.named("credit"));
    assertThat(store.versions("credit")).as("the versions").hasSize(2).contains("2026-03.rc1");
  }

  @Test
  default void aStoredVersionNeverChanges() {
    BaselineStore store = store();
    Baseline first = SampleBaselines.of("first");
    store.put("credit", "7", first);

    Throwable refused =
        catchThrowable(() -> store.put("credit", "7", SampleBaselines.of("second")));

    assertThat(refused)
        .as("what a second put of version 7 throws")
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("7")
        .hasMessageContaining("credit");
    assertThat(store.get("credit", "7")).as("version 7").isEqualTo(first.named("credit"));
    assertThat(store.versions("credit")).as("the versions").containsExactly("7");
  }

  @Test
  default void theNextVersionIsNoneThatExists() {
    BaselineStore store = store();
    Baseline named = SampleBaselines.of("named");
    Set<String> seen = new TreeSet<>();
    for (String taken : List.of("2", "3")) {
      store.put("credit", taken, named);
      seen.add(taken);
    }
    for (int i = 0; i < 4; i++) {
      String version = version("credit", store.put("credit", SampleBaselines.of("next " + i)));
      assertThat(seen.add(version)).as("version %s is a new one", version).isTrue();
    }
    assertThat(store.get("credit", "2")).as("version 2").isEqualTo(named.named("credit"));
  }

  @Test
  default void whatComesBackIsEqualToWhatWasPut() {
    BaselineStore store = store();
    Baseline baseline = SampleBaselines.of("all kinds of signals");
    String version = version("crédit \"日本\"", store.put("crédit \"日本\"", baseline));
    for (Baseline back :
        List.of(store.current("crédit \"日本\""), store.get("crédit \"日本\"", version))) {
      assertThat(back).as("the baseline that comes back").isEqualTo(baseline.named(back.name()));
      assertThat(back.name()).as("its name: the one it is stored under").isEqualTo("crédit \"日本\"");
      assertThat(back.digest())
          .as("its digest")
          .isEqualTo(baseline.named("crédit \"日本\"").digest());
      assertThat(back.signals()).as("its signals").isEqualTo(baseline.signals());
      assertThat(back.chunks()).as("its chunks").isEqualTo(baseline.chunks());
      assertThat(back.lineage()).as("its lineage").isEqualTo(baseline.lineage());
    }
  }

  /** Twelve, so that the tenth would stand before the second where versions are sorted as texts. */
  @Test
  default void versionsComeInTheOrderOfTheirStoring() {
    BaselineStore store = store();
    Baseline baseline = SampleBaselines.of("the same again and again");
    List<String> stored = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      stored.add(version("credit", store.put("credit", baseline)));
    }
    assertThat(store.versions("credit")).as("the versions").isEqualTo(stored);
  }

  @Test
  default void useMakesAStoredVersionCurrent() {
    BaselineStore store = store();
    Baseline first = SampleBaselines.of("first");
    Baseline second = SampleBaselines.of("second");
    String firstVersion = version("credit", store.put("credit", first));
    String secondVersion = version("credit", store.put("credit", second));

    store.use("credit", firstVersion);
    assertThat(store.current("credit")).as("after use(first)").isEqualTo(first.named("credit"));
    store.use("credit", secondVersion);
    assertThat(store.current("credit")).as("after use(second)").isEqualTo(second.named("credit"));
    assertThat(store.versions("credit"))
        .as("the versions, which use(...) leaves as they are")
        .containsExactly(firstVersion, secondVersion);
  }

  @Test
  default void whatDoesNotExistIsRefusedByItsName() {
    BaselineStore store = store();
    assertThat(store.versions("fraud")).as("the versions of an unknown name").isEmpty();
    assertMissing(catchThrowable(() -> store.current("fraud")), "fraud");
    assertMissing(catchThrowable(() -> store.get("fraud", "1")), "fraud");
    assertMissing(catchThrowable(() -> store.use("fraud", "1")), "fraud");

    Baseline baseline = SampleBaselines.of("first");
    String version = version("credit", store.put("credit", baseline));
    assertMissing(catchThrowable(() -> store.get("credit", "no-such")), "no-such");
    assertMissing(catchThrowable(() -> store.use("credit", "no-such")), "no-such");
    assertThat(store.current("credit"))
        .as("the current baseline after a use(...) that was refused")
        .isEqualTo(baseline.named("credit"));
    assertThat(catchThrowable(() -> store.get("credit", "no-such")))
        .as("the message of a missing version, which says what there is")
        .hasMessageContaining(version);
  }

  private static void assertMissing(@Nullable Throwable thrown, String named) {
    assertThat(thrown)
        .as("what is thrown for something that does not exist")
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining(named);
  }

  @Test
  default void aNameWithoutACurrentVersionSaysSo() {
    BaselineStore store = store();
    store.put("credit", "candidate", SampleBaselines.of("candidate"));
    Throwable thrown = catchThrowable(() -> store.current("credit"));
    assertMissing(thrown, "credit");
    assertThat(thrown)
        .as("the message, which says what there is")
        .hasMessageContaining("candidate");
  }

  /** Paths, devices, twins by case and by Unicode: kept apart, or refused, and never mixed. */
  @Test
  default void hostileNamesAreKeptApartOrRefused() throws IOException {
    BaselineStore store = store();
    Set<Path> before = neighbours();
    Map<String, Baseline> kept = new LinkedHashMap<>();
    for (String name : HostileNames.all(directory())) {
      Baseline baseline = SampleBaselines.of("under the name " + kept.size());
      if (isKept(() -> store.put(name, baseline), name)) {
        kept.put(name, baseline);
      } else {
        assertNothingThere(() -> store.current(name), name);
      }
    }
    kept.forEach((name, baseline) -> {
      assertThat(store.current(name))
          .as("the baseline under the name %s", HostileNames.shown(name))
          .isEqualTo(baseline.named(name));
      assertThat(store.versions(name))
          .as("the versions of %s, which was put once", HostileNames.shown(name))
          .hasSize(1);
    });
    assertThat(neighbours()).as("what lies beside the store's directory").isEqualTo(before);
  }

  @Test
  default void hostileVersionsAreKeptApartOrRefused() throws IOException {
    BaselineStore store = store();
    Baseline current = SampleBaselines.of("current");
    String currentVersion = version("credit", store.put("credit", current));
    Baseline other = SampleBaselines.of("another name");
    store.put("fraud", other);
    Set<Path> before = neighbours();
    Map<String, Baseline> kept = new LinkedHashMap<>();
    for (String version : HostileNames.all(directory())) {
      Baseline baseline = SampleBaselines.of("as version " + kept.size());
      if (isKept(() -> store.put("credit", version, baseline), version)) {
        kept.put(version, baseline);
      } else {
        assertNothingThere(() -> store.get("credit", version), version);
      }
    }
    kept.forEach((version, baseline) -> {
      String shown = HostileNames.shown(version);
      assertThat(store.get("credit", version))
          .as("the version %s", shown)
          .isEqualTo(baseline.named("credit"));
      store.use("credit", version);
      assertThat(store.current("credit"))
          .as("the current baseline after use(%s)", shown)
          .isEqualTo(baseline.named("credit"));
    });
    store.use("credit", currentVersion);
    assertThat(store.current("credit"))
        .as("the current baseline after use(%s)", currentVersion)
        .isEqualTo(current.named("credit"));
    Set<String> expected = new TreeSet<>(kept.keySet());
    expected.add(currentVersion);
    assertThat(store.versions("credit"))
        .as("the versions")
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(store.current("fraud")).as("the other name").isEqualTo(other.named("fraud"));
    assertThat(neighbours()).as("what lies beside the store's directory").isEqualTo(before);
  }

  private static boolean isKept(Callable<?> put, String name) {
    Throwable thrown = catchThrowable(put::call);
    if (thrown != null) {
      assertThat(thrown)
          .as("what put(...) throws for %s, if anything", HostileNames.shown(name))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(thrown.getMessage())
          .as("the message that refuses %s", HostileNames.shown(name))
          .isNotBlank();
    }
    return thrown == null;
  }

  private static void assertNothingThere(Callable<?> read, String name) {
    assertThat(catchThrowable(read::call))
        .as("what reading %s throws, which was refused", HostileNames.shown(name))
        .isInstanceOfAny(IllegalArgumentException.class, NoSuchElementException.class);
  }

  /** All that lies beside the store's directory. */
  private Set<Path> neighbours() throws IOException {
    Path directory = directory().orElse(null);
    Path parent = directory == null ? null : directory.toAbsolutePath().getParent();
    if (directory == null || parent == null || !Files.exists(parent)) {
      return Set.of();
    }
    Path inside = directory.toAbsolutePath();
    try (Stream<Path> all = Files.walk(parent)) {
      return new TreeSet<>(
          all.filter(path -> !path.startsWith(inside) && !path.equals(parent)).toList());
    }
  }

  @Test
  default void putsAtOnceLoseNothing() throws Exception {
    BaselineStore store = store();
    int each = 4;
    List<Callable<Map<String, Baseline>>> tasks = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      // half of them as another process would
      BaselineStore own = thread % 2 == 0 ? store : reopen().orElse(store);
      List<Baseline> mine = IntStream.range(thread * each, (thread + 1) * each)
          .mapToObj(i -> SampleBaselines.of("put " + i))
          .toList();
      tasks.add(() -> {
        Map<String, Baseline> stored = new LinkedHashMap<>();
        for (Baseline baseline : mine) {
          stored.put(version("busy", own.put("busy", baseline)), baseline);
        }
        return stored;
      });
    }
    Map<String, Baseline> stored = new LinkedHashMap<>();
    int puts = 0;
    for (Map<String, Baseline> ofThread : AtOnce.run(tasks)) {
      puts += ofThread.size();
      stored.putAll(ofThread);
    }
    assertThat(puts).as("versions that a thread got").isEqualTo(tasks.size() * each);
    assertThat(stored).as("different versions of all threads").hasSize(puts);
    assertThat(store.versions("busy"))
        .as("the versions")
        .containsExactlyInAnyOrderElementsOf(stored.keySet());
    stored.forEach((version, baseline) -> assertThat(store.get("busy", version))
        .as("version %s", version)
        .isEqualTo(baseline.named("busy")));
    assertThat(stored.values().stream().map(baseline -> baseline.named("busy")))
        .as("the baselines that were put, of which one is current")
        .contains(store.current("busy"));
  }

  @Test
  default void ofPutsOfOneVersionAtOnceOneWins() throws Exception {
    BaselineStore store = store();
    List<Callable<Optional<Baseline>>> tasks = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      BaselineStore own = thread % 2 == 0 ? store : reopen().orElse(store);
      Baseline baseline = SampleBaselines.of("writer " + thread);
      tasks.add(() -> {
        try {
          own.put("busy", "7", baseline);
          return Optional.of(baseline);
        } catch (IllegalStateException e) {
          return Optional.empty();
        }
      });
    }
    List<Baseline> winners =
        AtOnce.run(tasks).stream().flatMap(Optional::stream).toList();
    assertThat(winners)
        .as("writers of one and the same version that were not refused")
        .hasSize(1);
    assertThat(store.get("busy", "7"))
        .as("the version")
        .isEqualTo(winners.get(0).named("busy"));
  }

  /** A reader finds a whole baseline, the old one or the new one, at any moment. */
  @Test
  default void readersBesideAWriterFindWholeBaselines() throws Exception {
    BaselineStore store = store();
    List<Baseline> baselines = IntStream.range(0, 12)
        .mapToObj(i -> SampleBaselines.of("put " + i).named("busy"))
        .toList();
    store.put("busy", baselines.get(0));
    List<Callable<Boolean>> tasks = new ArrayList<>();
    tasks.add(() -> {
      baselines.stream().skip(1).forEach(baseline -> store.put("busy", baseline));
      return true;
    });
    for (int reader = 0; reader < 2; reader++) {
      BaselineStore own = reader == 0 ? store : reopen().orElse(store);
      tasks.add(() -> {
        int last = baselines.size() - 1;
        int found = 0;
        for (int i = 0; i < 10_000 && found >= 0 && found < last; i++) {
          found = baselines.indexOf(own.current("busy"));
        }
        return found >= 0;
      });
    }
    assertThat(AtOnce.run(tasks))
        .as("whether each reader found one of the baselines that were put, each time")
        .containsOnly(true);
  }

  @Test
  default void anotherStoreOnTheSamePlaceSeesEverything() {
    BaselineStore store = store();
    Baseline first = SampleBaselines.of("first");
    Baseline candidate = SampleBaselines.of("candidate");
    String version = version("credit", store.put("credit", first));
    store.put("credit", "candidate", candidate);

    Optional<BaselineStore> reopened = reopen();
    assumeTrue(reopened.isPresent(), "reopen() gives no further store on the same place");
    BaselineStore other = reopened.get();

    assertThat(other.versions("credit"))
        .as("the versions that the other store sees")
        .isEqualTo(store.versions("credit"));
    assertThat(other.current("credit"))
        .as("the current baseline of the other store")
        .isEqualTo(first.named("credit"));
    assertThat(other.get("credit", "candidate"))
        .as("a version in the other store")
        .isEqualTo(candidate.named("credit"));
    other.use("credit", "candidate");
    assertThat(store.current("credit"))
        .as("the current baseline after use(...) in the other store")
        .isEqualTo(candidate.named("credit"));
    String next = version("credit", other.put("credit", SampleBaselines.of("next")));
    assertThat(next).as("the next version").isNotEqualTo(version);
    assertThat(store.versions("credit")).as("the versions of both").contains(next);
  }
}
