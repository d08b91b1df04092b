package dev.leeway.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryStoreTest {

  @TempDir
  private Path temporary;

  private Path directory;
  private BaselineStore store;
  private final Baseline baseline = Samples.small();

  @BeforeEach
  void open() {
    directory = temporary.resolve("outer/store");
    store = BaselineStore.directory(directory);
  }

  @Test
  void versionsAreNumberedAndTheLastIsCurrent() {
    assertThat(store.put("credit", baseline)).isEqualTo("credit@1");
    assertThat(store.put("credit", Samples.random(3))).isEqualTo("credit@2");

    assertThat(store.versions("credit")).containsExactly("1", "2");
    assertThat(store.current("credit")).isEqualTo(Samples.random(3).named("credit"));
    assertThat(store.get("credit", "1")).isEqualTo(baseline.named("credit"));
    assertThat(store.get("credit", "1").name()).isEqualTo("credit");
  }

  @Test
  void theTenthVersionFollowsTheNinth() {
    for (int i = 1; i <= 11; i++) {
      assertThat(store.put("many", baseline)).isEqualTo("many@" + i);
    }

    assertThat(store.versions("many"))
        .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11");
  }

  @Test
  void aVersionOfItsOwnLeavesTheCurrentOne() {
    store.put("credit", baseline);

    assertThat(store.put("credit", "2026-03.rc1", Samples.random(3)))
        .isEqualTo("credit@2026-03.rc1");

    assertThat(store.current("credit")).isEqualTo(baseline.named("credit"));
    assertThat(store.versions("credit")).containsExactlyInAnyOrder("1", "2026-03.rc1");
    store.use("credit", "2026-03.rc1");
    assertThat(store.current("credit")).isEqualTo(Samples.random(3).named("credit"));
    store.use("credit", "1");
    assertThat(store.current("credit")).isEqualTo(baseline.named("credit"));
  }

  @Test
  void aStoredVersionNeverChanges() {
    store.put("credit", "7", baseline);

    assertThatThrownBy(() -> store.put("credit", "7", Samples.random(3)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'7'")
        .hasMessageContaining("'credit'")
        .hasMessageContaining("never changes");
    assertThat(store.get("credit", "7")).isEqualTo(baseline.named("credit"));
    assertThat(store.put("credit", baseline)).isEqualTo("credit@8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "..",
        ".",
        "a/b",
        "a\\b",
        "CON",
        "con",
        "con.txt",
        "nul",
        "LPT1",
        "Ä",
        "ä",
        "Credit",
        "credit",
        "CREDIT",
        "current",
        "Current",
        "a b",
        "a:b",
        "a*b?",
        "%41",
        "A",
        "-",
        "_",
        "日本",
        "\u0000",
        "trailing.",
        "x#y@z",
        "\n"
      })
  void anyNameIsStoredInsideTheDirectory(String name) throws Exception {
    store.put("neighbour", Samples.random(3));
    store.put(name, baseline);
    store.put(name, "version " + name, Samples.random(5));
    store.use(name, "version " + name);
    store.use(name, "1");

    assertThat(store.current(name)).isEqualTo(baseline.named(name));
    assertThat(store.get(name, "version " + name)).isEqualTo(Samples.random(5).named(name));
    assertThat(store.versions(name)).containsExactlyInAnyOrder("1", "version " + name);
    assertThat(store.current("neighbour")).isEqualTo(Samples.random(3).named("neighbour"));
    try (Stream<Path> outside = Files.list(temporary.resolve("outer"))) {
      assertThat(outside).containsExactly(directory);
    }
    try (Stream<Path> homes = Files.list(directory)) {
      assertThat(homes).hasSize(2).allSatisfy(home -> assertThat(home).isDirectory());
    }
  }

  @Test
  void noTwoNamesShareAPathWhereCaseIsIgnored() {
    List<String> names = List.of(
        "credit",
        "Credit",
        "CREDIT",
        "%43redit",
        "Ä",
        "ä",
        "A\u0308",
        "a",
        "A",
        "con",
        "CON",
        "%63on",
        "a.",
        "a%2e");
    Set<String> paths = new HashSet<>();

    for (String name : names) {
      String path = DirectoryStore.encoded(name);
      assertThat(path).matches("[a-z0-9%._-]+").doesNotStartWith(".").doesNotEndWith(".");
      assertThat(paths.add(path)).as("path of %s", name).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "long"})
  void namesThatNoFileSystemHoldsAreRefused(String kind) {
    String name = kind.isEmpty() ? "" : "n".repeat(300);

    assertThatThrownBy(() -> store.put(name, baseline))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 200 characters");
    assertThatThrownBy(() -> store.put("fine", name, baseline))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.current(name)).isInstanceOf(IllegalArgumentException.class);
    assertThat(Files.exists(directory.resolve("fine"))).isFalse();
  }

  @Test
  void writersAtOnceGetVersionsOfTheirOwn() throws Exception {
    int writers = 3;
    int each = 4;
    CyclicBarrier start = new CyclicBarrier(writers);
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    List<Future<List<String>>> results = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      Callable<List<String>> writer = () -> {
        // each thread a store of its own, as processes have
        BaselineStore own = BaselineStore.directory(directory);
        start.await();
        List<String> stored = new ArrayList<>();
        for (int j = 0; j < each; j++) {
          stored.add(own.put("busy", baseline));
        }
        return stored;
      };
      results.add(threads.submit(writer));
    }
    List<String> stored = new ArrayList<>();
    for (Future<List<String>> result : results) {
      stored.addAll(result.get());
    }
    threads.shutdown();

    assertThat(stored).hasSize(writers * each).doesNotHaveDuplicates();
    assertThat(store.versions("busy")).hasSize(writers * each);
    assertThat(store.current("busy")).isEqualTo(baseline.named("busy"));
  }

  @Test
  void aCrashedClaimIsNoVersionAndItsNumberIsSkipped() throws Exception {
    store.put("credit", baseline);
    Files.createDirectory(directory.resolve("credit/2"));

    assertThat(store.versions("credit")).containsExactly("1");
    assertThatThrownBy(() -> store.get("credit", "2")).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(() -> store.use("credit", "2")).isInstanceOf(NoSuchElementException.class);
    assertThat(store.put("credit", baseline)).isEqualTo("credit@3");
    assertThat(store.versions("credit")).containsExactly("1", "3");
  }

  @Test
  void aDamagedFileIsNamed() throws Exception {
    store.put("credit", baseline);
    Path file = directory.resolve("credit/1/baseline.json");
    Files.writeString(file, Files.readString(file).replace("\"rows\":6", "\"rows\":7"));

    assertThatThrownBy(() -> store.current("credit"))
        .isInstanceOf(BaselineFormatException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(baseline.named("credit").digest());
  }

  @Test
  void whatIsMissingTellsWhatThereIs() {
    assertThatThrownBy(() -> store.current("credit"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("'credit'")
        .hasMessageContaining("does not exist");
    assertThat(store.versions("credit")).isEmpty();

    store.put("Credit", baseline);
    store.put("fraud", "rc", baseline);

    assertThatThrownBy(() -> store.current("credit"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("[Credit, fraud]");
    assertThatThrownBy(() -> store.get("Credit", "2"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("'2'")
        .hasMessageContaining("[1]");
    assertThatThrownBy(() -> store.current("fraud"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("[rc]");
    assertThatThrownBy(() -> store.use("fraud", "1"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("[rc]");
  }

  @Test
  void aVersionThatEndsInBlankSpaceCanBeCurrent() {
    store.put("credit", "v ", baseline);
    store.use("credit", "v ");

    assertThat(store.current("credit")).isEqualTo(baseline.named("credit"));
  }

  @Test
  void aForeignFileDoesNotHideWhatIsMissing() throws Exception {
    store.put("credit", baseline);
    Files.writeString(directory.resolve("100%zz"), "");

    assertThatThrownBy(() -> store.current("fraud")).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void nothingTemporaryIsLeft() throws Exception {
    store.put("credit", baseline);
    store.put("credit", baseline);
    store.use("credit", "1");

    try (Stream<Path> all = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
      assertThat(
              all.filter(Files::isRegularFile).map(p -> directory.relativize(p).toString()))
          .containsExactlyInAnyOrder(
              "credit/1/baseline.json", "credit/2/baseline.json", "credit/current");
    }
  }
}
