package dev.leeway.testkit;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.BaselineFile;
import dev.leeway.baseline.BaselineStore;
import dev.leeway.baseline.Lineage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The suite finds what is wrong with a store. */
class FaultyStoresTest {

  /** The suite on whatever store is held out to it; run by the tests only. */
  static final class Held implements BaselineStoreContract {

    static Supplier<BaselineStore> held = MapStore::new;

    @Override
    public BaselineStore store() {
      return held.get();
    }
  }

  private static Supplier<BaselineStore> keyed(UnaryOperator<String> key) {
    return () -> new MapStore() {
      @Override
      String key(String name) {
        return key.apply(name);
      }
    };
  }

  /** Waits until two threads are at this place, so that what is not atomic shows. */
  private static void meet(CyclicBarrier two) {
    try {
      two.await(500, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (BrokenBarrierException | TimeoutException e) {
      two.reset();
    }
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        arguments("the first stays current", "putMakesTheNextVersionAndMakesItCurrent", (Supplier<
                BaselineStore>)
            () -> new MapStore() {
              @Override
              void point(String name, String version) {
                if (pointer(name) == null) {
                  super.point(name, version);
                }
              }
            }),
        arguments("returns the version alone", "putMakesTheNextVersionAndMakesItCurrent", (Supplier<
                BaselineStore>)
            () -> new MapStore() {
              @Override
              public synchronized String put(String name, Baseline baseline) {
                return super.put(name, baseline).replaceAll(".*@", "");
              }
            }),
        arguments("every version is current", "putOfAVersionLeavesTheCurrentOne", (Supplier<
                BaselineStore>)
            () -> new MapStore() {
              @Override
              void keep(String name, String version, Baseline baseline) {
                super.keep(name, version, baseline);
                point(name, version);
              }
            }),
        arguments("the last put wins", "aStoredVersionNeverChanges", (Supplier<BaselineStore>)
            () -> new MapStore() {
              @Override
              public String put(String name, String version, Baseline baseline) {
                keep(name, version, baseline);
                return name + "@" + version;
              }
            }),
        arguments("counts its versions", "theNextVersionIsNoneThatExists", (Supplier<BaselineStore>)
            () -> new MapStore() {
              @Override
              synchronized String next(String name) {
                return Integer.toString(versions(name).size() + 1);
              }

              @Override
              void keep(String name, String version, Baseline baseline) {
                if (stored(name, version) == null) {
                  super.keep(name, version, baseline);
                }
              }
            }),
        arguments("loses a word", "whatComesBackIsEqualToWhatWasPut", (Supplier<BaselineStore>)
            () -> new MapStore() {
              @Override
              void keep(String name, String version, Baseline baseline) {
                String text = baseline.lineage().equals(Lineage.unknown()) ? name : "sample";
                super.keep(name, version, SampleBaselines.of(text));
              }
            }),
        arguments("sorts versions as texts", "versionsComeInTheOrderOfTheirStoring", (Supplier<
                BaselineStore>)
            () -> new MapStore() {
              @Override
              public List<String> versions(String name) {
                return super.versions(name).stream().sorted().toList();
              }
            }),
        arguments("uses nothing", "useMakesAStoredVersionCurrent", (Supplier<BaselineStore>)
            () -> new MapStore() {
              @Override
              public void use(String name, String version) {
                get(name, version);
              }
            }),
        arguments("uses anything", "whatDoesNotExistIsRefusedByItsName", (Supplier<BaselineStore>)
            () -> new MapStore() {
              @Override
              public void use(String name, String version) {
                point(name, version);
              }
            }),
        arguments(
            "the newest where none is current", "aNameWithoutACurrentVersionSaysSo", (Supplier<
                    BaselineStore>)
                () -> new MapStore() {
                  @Override
                  public Baseline current(String name) {
                    List<String> versions = versions(name);
                    return get(name, versions.get(versions.size() - 1));
                  }
                }),
        arguments(
            "ignores case",
            "hostileNamesAreKeptApartOrRefused",
            keyed(name -> name.toLowerCase(Locale.ROOT))),
        arguments(
            "composes",
            "hostileNamesAreKeptApartOrRefused",
            keyed(name -> Normalizer.normalize(name, Normalizer.Form.NFC))),
        arguments(
            "cuts",
            "hostileNamesAreKeptApartOrRefused",
            keyed(name -> name.length() > 255 ? name.substring(0, 255) : name)),
        arguments("strips", "hostileVersionsAreKeptApartOrRefused", keyed(String::strip)),
        arguments(
            "replaces what is odd",
            "hostileVersionsAreKeptApartOrRefused",
            keyed(name -> name.replaceAll("[^a-zA-Z0-9-]", "_"))),
        arguments("two writers, one number", "putsAtOnceLoseNothing", (Supplier<BaselineStore>)
            () -> new MapStore() {
              private final CyclicBarrier two = new CyclicBarrier(2);

              @Override
              @SuppressWarnings("UnsynchronizedOverridesSynchronized")
              public String put(String name, Baseline baseline) {
                String version = next(name);
                meet(two);
                keep(name, version, baseline);
                point(name, version);
                return name + "@" + version;
              }
            }),
        arguments("two writers, one version", "ofPutsOfOneVersionAtOnceOneWins", (Supplier<
                BaselineStore>)
            () -> new MapStore() {
              private final CyclicBarrier two = new CyclicBarrier(2);

              @Override
              @SuppressWarnings("UnsynchronizedOverridesSynchronized")
              public String put(String name, String version, Baseline baseline) {
                boolean free = stored(name, version) == null;
                meet(two);
                if (!free) {
                  throw new IllegalStateException("taken");
                }
                keep(name, version, baseline);
                return name + "@" + version;
              }
            }),
        arguments(
            "half a baseline now and then", "readersBesideAWriterFindWholeBaselines", (Supplier<
                    BaselineStore>)
                () -> new MapStore() {
                  private final AtomicInteger reads = new AtomicInteger();

                  @Override
                  public Baseline current(String name) {
                    return reads.incrementAndGet() == 2
                        ? SampleBaselines.of("half")
                        : super.current(name);
                  }
                }));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("faults")
  void suiteFindsTheFault(String fault, String test, Supplier<BaselineStore> store) {
    Held.held = store;
    Suite.assertFails(Held.class, test);
  }

  @Test
  void soundStorePassesButForTheTestThatNeedsAnotherOne() {
    Held.held = MapStore::new;
    Suite.assertPasses(Held.class, 15, 1);
  }

  /** Opens an empty store when asked for another one on the same place. */
  static final class Forgetful implements BaselineStoreContract {
    @Override
    public BaselineStore store() {
      return new MapStore();
    }

    @Override
    public Optional<BaselineStore> reopen() {
      return Optional.of(new MapStore());
    }
  }

  @Test
  void placeThatAnotherStoreDoesNotSeeIsFound() {
    Suite.assertFails(Forgetful.class, "anotherStoreOnTheSamePlaceSeesEverything");
    Suite.assertFails(Forgetful.class, "putsAtOnceLoseNothing");
  }

  /** Keeps everything where a naive store would have its files, and writes them there. */
  static final class Naive implements BaselineStoreContract {

    @TempDir
    private Path temporary;

    @Override
    public BaselineStore store() {
      Path home = temporary.resolve("outer/store");
      return new MapStore() {
        @Override
        void keep(String name, String version, Baseline baseline) {
          Path file = home.resolve(name).resolve(version);
          super.keep(name, version, baseline);
          try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            BaselineFile.write(baseline, file);
          } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("no file of that name: " + name, e);
          }
        }
      };
    }

    @Override
    public Optional<Path> directory() {
      return Optional.of(temporary.resolve("outer/store"));
    }
  }

  @Test
  void filesBesideTheDirectoryAreFound() {
    Suite.assertFails(Naive.class, "hostileNamesAreKeptApartOrRefused");
  }
}
