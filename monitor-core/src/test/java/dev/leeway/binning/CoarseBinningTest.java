package dev.leeway.binning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoarseBinningTest {

  private static final double ALL = Double.POSITIVE_INFINITY;

  /** Counts in the cells [0, 1), [1, 2), … and nowhere else. */
  private static Counts cells(long... rows) {
    NumericBinning binning =
        NumericBinning.of(IntStream.rangeClosed(0, rows.length).asDoubleStream().toArray());
    long[] all = new long[binning.bins()];
    System.arraycopy(rows, 0, all, NumericBinning.OUTSIDE, rows.length);
    return Counts.of(binning, all);
  }

  private static Counts categories(long... rows) {
    CategoricalBinning binning = CategoricalBinning.of(
        IntStream.range(0, rows.length).mapToObj(i -> "c" + i).toArray(String[]::new));
    return Counts.of(binning, Arrays.copyOf(rows, binning.bins()));
  }

  private static List<String> names(CoarseBinning view) {
    return IntStream.range(0, view.bins()).mapToObj(view::name).toList();
  }

  private static long[] merged(Counts counts, CoarseBinning view) {
    return counts.coarse(view).toArray();
  }

  @Test
  void equalCellsMergeToEqualBins() {
    Counts counts = cells(10, 10, 10, 10, 10, 10, 10, 10);
    CoarseBinning view = CoarseBinning.of(counts, ALL, 4);
    assertThat(names(view)).containsExactly("[0, 2)", "[2, 4)", "[4, 6)", "[6, 8)");
    assertThat(merged(counts, view)).containsExactly(20, 20, 20, 20);
  }

  /** 100 rows, 3 bins: 30 + 20 ≥ 100/3 closes at 50; 10 + 10 + 5 ≥ 50/2 closes at 25; the rest is 25. */
  @Test
  void binIsClosedWhenItHoldsItsShareOfWhatIsLeft() {
    Counts counts = cells(30, 20, 10, 10, 5, 20, 5);
    CoarseBinning view = CoarseBinning.of(counts, ALL, 3);
    assertThat(names(view)).containsExactly("[0, 2)", "[2, 5)", "[5, 7)");
    assertThat(merged(counts, view)).containsExactly(50, 25, 25);
  }

  /**
   * A bin passes its share of what is left by less than a cell (500 rows). What it passes is missing from the shares of
   * the bins left, so no share falls by more than 500 (1 + 1/2 + … + 1/15) = 1,660 rows.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void sixteenBinsAreAboutEqual(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Counts counts = cells(random.longs(256, 300, 500).toArray());
    CoarseBinning view = CoarseBinning.of(counts, ALL);
    assertThat(view.bins()).isEqualTo(CoarseBinning.MOST_BINS);
    for (long rows : merged(counts, view)) {
      assertThat(rows).isBetween(counts.total() / 16 - 1_660, counts.total() / 16 + 500);
    }
  }

  /** An atom that comes last swallows the bins that were kept for it: 13 of 198, …, 13 of 133, 12 of 120, 9 + 99. */
  @Test
  void heavyAtomMakesFewerBins() {
    long[] rows = new long[100];
    Arrays.fill(rows, 1);
    rows[99] = 99;
    Counts counts = cells(rows);
    assertThat(merged(counts, CoarseBinning.of(counts, ALL)))
        .containsExactly(13, 13, 13, 13, 13, 13, 12, 108);
  }

  /** After an atom at the start the bins left share the rows left: 70, then 10, 10, 10. */
  @Test
  void binsAfterAnAtomShareWhatIsLeft() {
    Counts counts = cells(70, 10, 10, 10);
    assertThat(merged(counts, CoarseBinning.of(counts, ALL, 4))).containsExactly(70, 10, 10, 10);
    assertThat(merged(counts, CoarseBinning.of(counts, ALL, 3))).containsExactly(70, 20, 10);
  }

  @Test
  void emptyTailsBelongToTheNextFilledBin() {
    Counts counts = cells(0, 0, 5, 0, 5, 0, 0);
    CoarseBinning view = CoarseBinning.of(counts, ALL);
    assertThat(names(view)).containsExactly("[0, 3)", "[3, 7)");
    assertThat(merged(counts, view)).containsExactly(5, 5);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noBinIsEmptyWhereTheReferenceHasRows(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Counts counts = cells(random
        .longs(200)
        .map(bits -> Math.floorMod(bits, 5) < 3 ? 0 : Math.floorMod(bits, 1000))
        .toArray());
    for (int most = 2; most <= 16; most++) {
      CoarseBinning view = CoarseBinning.of(counts, ALL, most);
      assertThat(view.bins()).isBetween(2, most);
      assertThat(merged(counts, view)).doesNotContain(0);
      assertThat(Arrays.stream(merged(counts, view)).sum()).isEqualTo(counts.total());
      assertThat(names(view)).doesNotHaveDuplicates();
    }
  }

  @Test
  void noRowsGiveOneBin() {
    assertThat(names(CoarseBinning.of(cells(0, 0, 0), ALL))).containsExactly("[0, 3)");
    assertThat(names(CoarseBinning.of(cells(0, 9, 0), ALL))).containsExactly("[0, 3)");
    assertThat(names(CoarseBinning.of(categories(0, 0), ALL))).containsExactly("(all others)");
  }

  @Test
  void outsideRowsCountInTheEndBinsAndMissingOnesNowhere() {
    Counts reference = cells(5, 5);
    NumericBinning binning = (NumericBinning) reference.binning();
    long[] rows = new long[binning.bins()];
    rows[0] = 3;
    rows[binning.orderedBins() - 1] = 4;
    rows[binning.missing()] = 100;
    rows[binning.notANumber()] = 100;
    assertThat(merged(Counts.of(binning, rows), CoarseBinning.of(reference, ALL)))
        .containsExactly(3, 4);
  }

  /** Of 100 rows in a window 60, 30, 9 and 1 are expected: the last is too rare. */
  @Test
  void categoryOfWhichFiveRowsAreExpectedIsABin() {
    Counts counts = categories(10, 600, 300, 90);
    CoarseBinning view = CoarseBinning.of(counts, 100);
    assertThat(names(view)).containsExactly("c1", "c2", "c3", "(all others)");
    assertThat(merged(counts, view)).containsExactly(600, 300, 90, 10);
    assertThat(names(CoarseBinning.of(counts, 500))).contains("c0");
    assertThat(names(CoarseBinning.of(counts, 499))).doesNotContain("c0");
    assertThat(names(CoarseBinning.of(counts, 1))).containsExactly("(all others)");
  }

  @Test
  void fifteenMostFrequentCategoriesAreBins() {
    long[] rows = IntStream.range(0, 40).mapToLong(i -> 1_000 + (i * 7) % 40).toArray();
    Counts counts = categories(rows);
    CoarseBinning view = CoarseBinning.of(counts, ALL);
    assertThat(view.bins()).isEqualTo(16);
    long[] merged = merged(counts, view);
    for (int bin = 0; bin < 15; bin++) {
      assertThat(merged[bin]).isEqualTo(1_039 - bin);
    }
    assertThat(Arrays.stream(merged).sum()).isEqualTo(counts.total());
  }

  @Test
  void unseenCategoriesCountWithAllOthers() {
    Counts reference = categories(50, 50);
    CategoricalBinning binning = (CategoricalBinning) reference.binning();
    long[] rows = new long[binning.bins()];
    rows[binning.unseen()] = 7;
    rows[binning.other()] = 2;
    rows[binning.missing()] = 100;
    assertThat(merged(Counts.of(binning, rows), CoarseBinning.of(reference, ALL)))
        .containsExactly(0, 0, 9);
  }

  @Test
  void viewIsABinningOfItsOwn() {
    Counts counts = cells(10, 10, 10, 10);
    CoarseBinning view = CoarseBinning.of(counts, ALL, 2);
    assertThat(view.fine()).isSameAs(counts.binning());
    assertThat(view.shapeBins()).isEqualTo(view.bins()).isEqualTo(2);
    assertThat(view.shapeBin(1)).isEqualTo(1);
    assertThat(view.shapeName(1)).isEqualTo(view.name(1)).isEqualTo("[2, 4)");
    assertThat(view.ordered()).isTrue();
    assertThat(CoarseBinning.of(categories(5, 5), ALL).ordered()).isFalse();
    assertThat(view)
        .isEqualTo(CoarseBinning.of(cells(20, 20, 20, 20), ALL, 2))
        .hasSameHashCodeAs(CoarseBinning.of(cells(20, 20, 20, 20), ALL, 2))
        .isNotEqualTo(CoarseBinning.of(cells(90, 20, 20, 20), ALL, 2));
  }

  @Test
  void viewOfAViewIsRefused() {
    Counts counts = cells(10, 10, 10, 10);
    CoarseBinning view = CoarseBinning.of(counts, ALL, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CoarseBinning.of(counts.coarse(view), ALL))
        .withMessageContaining("cannot be made coarser");
  }

  @Test
  void viewOfAnotherBinningIsRefused() {
    CoarseBinning view = CoarseBinning.of(cells(10, 10, 10, 10), ALL);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cells(10, 10, 10).coarse(view))
        .withMessageContaining("another binning");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  void expectedRowsMustBePositive(double expected) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CoarseBinning.of(cells(1, 1), expected))
        .withMessageContaining("positive number of expected rows");
  }

  @Test
  void oneBinIsTooFew() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CoarseBinning.of(cells(1, 1), ALL, 1))
        .withMessageContaining("at least 2 bins");
  }
}
