package dev.leeway.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.baseline.Baseline;
import dev.leeway.binning.CategoricalBinning;
import dev.leeway.binning.NumericBinning;
import dev.leeway.schema.Schema;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowEncoderTest {

  private record Row(
      double number, Integer boxed, Instant time, Object category, DayOfWeek day, boolean flag) {}

  private static final List<Row> TRAINING = IntStream.range(0, 1000)
      .mapToObj(i -> new Row(
          i,
          i % 50,
          Instant.ofEpochSecond(i * 3600L),
          i % 3 == 0 ? "a" : "b",
          DayOfWeek.of(1 + i % 7),
          i % 2 == 0))
      .toList();

  private final List<Throwable> heard = new ArrayList<>();

  private static Schema<Row> features() {
    return Schema.<Row>builder()
        .numeric("number", Row::number)
        .numericOrMissing("boxed", Row::boxed)
        .time("time", Row::time)
        .categorical("category", Row::category)
        .categorical("day", Row::day)
        .bool("flag", Row::flag)
        .build();
  }

  private <T> int[] encoded(RowEncoder<T> encoder, T row) {
    int[] bins = new int[encoder.width()];
    encoder.encode(row, bins);
    return bins;
  }

  private static NumericBinning numeric(Baseline baseline, String signal) {
    return (NumericBinning) baseline.signal(signal).binning();
  }

  private static CategoricalBinning categorical(Baseline baseline, String signal) {
    return (CategoricalBinning) baseline.signal(signal).binning();
  }

  @Test
  void everyKindOfAccessorFindsTheBinOfItsValue() {
    Baseline baseline = Baseline.fit(features(), TRAINING).build();
    RowEncoder<Row> encoder =
        new RowEncoder<>(features(), baseline, (signal, failure) -> heard.add(failure));

    int[] bins = encoded(
        encoder, new Row(17.5, 7, Instant.ofEpochSecond(7200), "b", DayOfWeek.SUNDAY, true));

    assertThat(bins)
        .containsExactly(
            numeric(baseline, "number").bin(17.5),
            numeric(baseline, "boxed").bin(7),
            numeric(baseline, "time").bin(2),
            categorical(baseline, "category").bin("b"),
            categorical(baseline, "day").bin("SUNDAY"),
            categorical(baseline, "flag").bin("true"));
    assertThat(encoded(encoder, new Row(0, 0, Instant.EPOCH, "a", DayOfWeek.MONDAY, false))[5])
        .isEqualTo(categorical(baseline, "flag").bin("false"));
    assertThat(encoder.width()).isEqualTo(6);
    assertThat(heard).isEmpty();
  }

  @Test
  void missingAndOddValuesHaveBinsOfTheirOwn() {
    Baseline baseline = Baseline.fit(features(), TRAINING).build();
    RowEncoder<Row> encoder =
        new RowEncoder<>(features(), baseline, (signal, failure) -> heard.add(failure));

    int[] bins = encoded(encoder, new Row(Double.NaN, null, null, null, null, false));

    assertThat(bins)
        .containsExactly(
            numeric(baseline, "number").notANumber(),
            numeric(baseline, "boxed").missing(),
            numeric(baseline, "time").missing(),
            categorical(baseline, "category").missing(),
            categorical(baseline, "day").missing(),
            categorical(baseline, "flag").bin("false"));
    Object other = new StringBuilder("new");
    bins = encoded(encoder, new Row(-1e9, -5, Instant.MIN.plusSeconds(0), other, null, true));
    assertThat(bins[0]).isLessThan(numeric(baseline, "number").firstCell());
    assertThat(bins[3]).isEqualTo(categorical(baseline, "category").unseen());
    assertThat(bins[2])
        .as("a time beyond what milliseconds can hold")
        .isEqualTo(numeric(baseline, "time").unreadable());
    assertThat(heard).singleElement().isInstanceOf(ArithmeticException.class);
  }

  @Test
  void trainingRowsGiveTheBaselinesOwnCounts() {
    Baseline baseline = Baseline.fit(features(), TRAINING).build();
    RowEncoder<Row> encoder =
        new RowEncoder<>(features(), baseline, (signal, failure) -> heard.add(failure));
    long[][] counted = new long[6][];
    for (int i = 0; i < 6; i++) {
      counted[i] = new long[baseline.signals().get(i).binning().bins()];
    }
    for (Row row : TRAINING) {
      int[] bins = encoded(encoder, row);
      for (int i = 0; i < 6; i++) {
        counted[i][bins[i]]++;
      }
    }

    for (int i = 0; i < 6; i++) {
      assertThat(counted[i]).isEqualTo(baseline.signals().get(i).counts().toArray());
    }
  }

  @Test
  void aRowThatIsNullIsUnreadableInEverySignal() {
    Baseline baseline = Baseline.fit(features(), TRAINING).build();
    RowEncoder<Row> encoder =
        new RowEncoder<>(features(), baseline, (signal, failure) -> heard.add(failure));

    int[] bins = encoded(encoder, null);

    assertThat(bins)
        .containsExactly(
            numeric(baseline, "number").unreadable(),
            numeric(baseline, "boxed").unreadable(),
            numeric(baseline, "time").unreadable(),
            categorical(baseline, "category").unreadable(),
            categorical(baseline, "day").unreadable(),
            categorical(baseline, "flag").unreadable());
    assertThat(heard)
        .hasSize(6)
        .allSatisfy(e -> assertThat(e).isInstanceOf(NullPointerException.class));
  }

  private static int endless(int depth) {
    return endless(depth + 1) + 1;
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> RuntimeException sneaky(Throwable e) throws E {
    throw (E) e;
  }

  private static double failing(double kind) {
    if (kind == 1) {
      throw new IllegalStateException("no value");
    }
    if (kind == 2) {
      return endless(0);
    }
    if (kind == 3) {
      throw RowEncoderTest.<RuntimeException>sneaky(new IOException("lost"));
    }
    if (kind == 4) {
      throw new AssertionError("an Error");
    }
    return kind;
  }

  @ParameterizedTest
  @CsvSource({
    "1, java.lang.IllegalStateException",
    "2, java.lang.StackOverflowError",
    "3, java.io.IOException",
    "4, java.lang.AssertionError"
  })
  void whateverAnAccessorThrowsTheValueIsUnreadableAndTheRestIsRead(double kind, Class<?> type) {
    Schema<Double> schema = Schema.<Double>builder()
        .numeric("good", row -> row)
        .numeric("bad", RowEncoderTest::failing)
        .categorical("bad text", row -> String.valueOf(failing(row)))
        .bool("bad flag", row -> failing(row) > 0)
        .build();
    Baseline baseline = Baseline.fit(schema, List.of(0.0, 10.0, 20.0, 30.0)).build();
    RowEncoder<Double> encoder =
        new RowEncoder<>(schema, baseline, (signal, failure) -> heard.add(failure));

    int[] bins = encoded(encoder, kind);

    assertThat(bins)
        .containsExactly(
            numeric(baseline, "good").bin(kind),
            numeric(baseline, "bad").unreadable(),
            categorical(baseline, "bad text").unreadable(),
            categorical(baseline, "bad flag").unreadable());
    assertThat(heard).hasSize(3).allSatisfy(e -> assertThat(e).isInstanceOf(type));
  }

  private static Schema<Double> answering(boolean score, boolean prediction) {
    Schema.Builder<Double> schema = Schema.<Double>builder().numeric("x", row -> row);
    if (score) {
      schema.score("p");
    }
    if (prediction) {
      schema.predictedClass("class").classes("no", "yes", "later");
      schema.task(dev.leeway.schema.Task.MULTICLASS);
    }
    return schema.build();
  }

  private static Baseline baselineOf(Schema<Double> schema) {
    List<Double> rows = IntStream.range(0, 300).mapToObj(i -> i / 300.0).toList();
    return Baseline.fit(schema, rows)
        .scores(row -> row)
        .predictedClasses(row -> row < 0.3 ? "no" : row < 0.6 ? "yes" : "later")
        .build();
  }

  @Test
  void anAnswerThatIsNotGivenIsMissing() {
    Schema<Double> schema = answering(true, true);
    Baseline baseline = baselineOf(schema);
    RowEncoder<Double> encoder =
        new RowEncoder<>(schema, baseline, (signal, failure) -> heard.add(failure));

    int[] bins = encoded(encoder, 0.5);

    assertThat(bins[1]).isEqualTo(numeric(baseline, "p").missing());
    assertThat(bins[2]).isEqualTo(categorical(baseline, "class").missing());
  }

  @Test
  void aNumberIsTheScoreAndElseThePrediction() {
    Schema<Double> scored = answering(true, false);
    Baseline baseline = baselineOf(scored);
    RowEncoder<Double> encoder =
        new RowEncoder<>(scored, baseline, (signal, failure) -> heard.add(failure));
    int[] bins = encoded(encoder, 0.5);

    assertThat(encoder.answer(0.25, bins)).isTrue();
    assertThat(bins[1]).isEqualTo(numeric(baseline, "p").bin(0.25));
    assertThat(encoder.answer(Double.NaN, bins)).isTrue();
    assertThat(bins[1]).isEqualTo(numeric(baseline, "p").notANumber());
    int before = bins[1];
    assertThat(encoder.answerClass("yes", bins)).isFalse();
    assertThat(encoder.answerProbabilities(new double[] {0.5, 0.5}, bins)).isFalse();
    assertThat(bins[1]).isEqualTo(before);

    Schema<Double> regression =
        Schema.<Double>builder().numeric("x", row -> row).prediction("y").build();
    Baseline ofValues = Baseline.fit(regression, List.of(1.0, 2.0, 3.0))
        .predictions(row -> 10 * row)
        .build();
    RowEncoder<Double> values =
        new RowEncoder<>(regression, ofValues, (signal, failure) -> heard.add(failure));
    int[] valueBins = encoded(values, 1.0);
    assertThat(values.answer(20, valueBins)).isTrue();
    assertThat(valueBins[1]).isEqualTo(numeric(ofValues, "y").bin(20));
    assertThat(values.answerClass("yes", valueBins)).isFalse();

    Schema<Double> none = answering(false, false);
    assertThat(new RowEncoder<>(none, baselineOf(none), (signal, failure) -> heard.add(failure))
            .answer(1, new int[1]))
        .isFalse();
  }

  @Test
  void aClassAndBothAreWritten() {
    Schema<Double> schema = answering(true, true);
    Baseline baseline = baselineOf(schema);
    RowEncoder<Double> encoder =
        new RowEncoder<>(schema, baseline, (signal, failure) -> heard.add(failure));
    int[] bins = encoded(encoder, 0.5);

    assertThat(encoder.answerClass("yes", bins)).isTrue();
    assertThat(bins[2]).isEqualTo(categorical(baseline, "class").bin("yes"));
    assertThat(bins[1]).isEqualTo(numeric(baseline, "p").missing());
    assertThat(encoder.answerClass(null, bins)).isTrue();
    assertThat(bins[2]).isEqualTo(categorical(baseline, "class").missing());
    assertThat(encoder.answerBoth("never", 0.75, bins)).isTrue();
    assertThat(bins[1]).isEqualTo(numeric(baseline, "p").bin(0.75));
    assertThat(bins[2]).isEqualTo(categorical(baseline, "class").unseen());

    Schema<Double> classOnly = answering(false, true);
    RowEncoder<Double> half =
        new RowEncoder<>(classOnly, baselineOf(classOnly), (signal, failure) -> heard.add(failure));
    int[] halfBins = encoded(half, 0.5);
    assertThat(half.answerBoth("yes", 0.75, halfBins)).as("there is no score").isFalse();
    assertThat(half.answer(0.75, halfBins)).isFalse();
    Schema<Double> scoreOnly = answering(true, false);
    RowEncoder<Double> otherHalf =
        new RowEncoder<>(scoreOnly, baselineOf(scoreOnly), (signal, failure) -> heard.add(failure));
    assertThat(otherHalf.answerBoth("yes", 0.75, encoded(otherHalf, 0.5))).isFalse();
  }

  @ParameterizedTest(name = "{0}: {1} {2} {3}")
  @CsvSource({
    "the largest wins, 0.1, 0.2, 0.7, later, 0.7",
    "ties go to the first named, 0.4, 0.4, 0.2, no, 0.4",
    "ties later on too, 0.2, 0.4, 0.4, yes, 0.4",
    "NaN is never the largest, NaN, 0.1, 0.05, yes, 0.1",
    "NaN in the middle, 0.2, NaN, 0.3, later, 0.3",
    "only NaN is missing, NaN, NaN, NaN, , NaN",
    "minus infinity is missing, -Infinity, -Infinity, -Infinity, , NaN"
  })
  void probabilitiesGiveTheClassAndItsScore(
      String what, double a, double b, double c, String expected, double probability) {
    Schema<Double> schema = answering(true, true);
    Baseline baseline = baselineOf(schema);
    RowEncoder<Double> encoder =
        new RowEncoder<>(schema, baseline, (signal, failure) -> heard.add(failure));
    int[] bins = encoded(encoder, 0.5);

    assertThat(encoder.answerProbabilities(new double[] {a, b, c}, bins))
        .as(what)
        .isTrue();

    assertThat(bins[2]).isEqualTo(categorical(baseline, "class").bin(expected));
    assertThat(bins[1]).isEqualTo(numeric(baseline, "p").bin(probability));
  }

  @ParameterizedTest
  @CsvSource({"0", "2", "4"})
  void probabilitiesOfAnotherNumberOfClassesAreNotWritten(int length) {
    Schema<Double> schema = answering(true, true);
    Baseline baseline = baselineOf(schema);
    RowEncoder<Double> encoder =
        new RowEncoder<>(schema, baseline, (signal, failure) -> heard.add(failure));
    int[] bins = encoded(encoder, 0.5);
    int[] before = bins.clone();

    assertThat(encoder.answerProbabilities(new double[length], bins)).isFalse();

    assertThat(bins).isEqualTo(before);
  }

  @Test
  void aSchemaThatDiffersFromTheBaselineIsRefused() {
    Baseline baseline = Baseline.fit(features(), TRAINING).name("credit").build();
    Schema<Row> other = Schema.<Row>builder().numeric("number", Row::number).build();

    assertThatThrownBy(
            () -> new RowEncoder<>(other, baseline, (signal, failure) -> heard.add(failure)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'credit'")
        .hasMessageContaining("'boxed'")
        .hasMessageContaining("missing here");
    assertThatCode(
            () -> new RowEncoder<>(features(), baseline, (signal, failure) -> heard.add(failure)))
        .doesNotThrowAnyException();
  }
}
