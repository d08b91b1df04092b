package dev.leeway.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {

  private record Row(
      double amount, Double income, String country, Locale.Category kind, Instant at) {}

  private static final Row ROW =
      new Row(2.5, 3.5, "NO", Locale.Category.FORMAT, Instant.ofEpochMilli(5_400_000));
  private static final Row EMPTY = new Row(Double.NaN, null, null, null, null);

  private static Schema.Builder<Row> amount() {
    return Schema.<Row>builder().numeric("amount", Row::amount);
  }

  private static Arguments refusal(
      String row, UnaryOperator<Schema.Builder<Row>> build, String... words) {
    return arguments(row, build, words);
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        refusal(
            "duplicate name",
            b -> b.categorical("amount", Row::country),
            "Two signals",
            "'amount'",
            "NUMERIC FEATURE and CATEGORICAL FEATURE",
            "name of its own"),
        refusal(
            "feature and score share a name", b -> b.score("amount"), "'amount'", "NUMERIC SCORE"),
        refusal(
            "two scores",
            b -> b.score("p").score("q"),
            "at most one SCORE",
            "[p, q]",
            "name the others as features"),
        refusal(
            "two predictions",
            b -> b.prediction("y").predictedClass("c"),
            "at most one PREDICTION",
            "[y, c]"),
        refusal("two labels", b -> b.label("y").numericLabel("z"), "at most one LABEL", "[y, z]"),
        refusal(
            "numeric truth of a binary task",
            b -> b.score("p").numericLabel("y"),
            "Label 'y' is NUMERIC",
            "BINARY",
            "label(...)"),
        refusal(
            "numeric truth of a multiclass task",
            b -> b.predictedClass("c").numericLabel("y"),
            "Label 'y' is NUMERIC",
            "MULTICLASS",
            "label(...)"),
        refusal(
            "class as truth of a regression",
            b -> b.prediction("v").label("y"),
            "Label 'y' is CATEGORICAL",
            "REGRESSION",
            "numericLabel(...)"),
        refusal(
            "regression with a score",
            b -> b.prediction("v").score("p"),
            "REGRESSION",
            "no score",
            "'p' (NUMERIC)",
            "'v' (NUMERIC)"),
        refusal(
            "regression without a prediction",
            b -> b.task(Task.REGRESSION),
            "REGRESSION",
            "a numeric prediction(...)",
            "score none",
            "prediction none"),
        refusal(
            "regression with a class",
            b -> b.predictedClass("c").task(Task.REGRESSION),
            "REGRESSION",
            "'c' (CATEGORICAL)"),
        refusal(
            "binary without an answer",
            b -> b.task(Task.BINARY),
            "BINARY",
            "a score(...), a predictedClass(...) or both"),
        refusal(
            "binary with a number",
            b -> b.prediction("v").task(Task.BINARY),
            "BINARY",
            "no numeric prediction",
            "'v' (NUMERIC)"),
        refusal(
            "multiclass with a score only",
            b -> b.score("p").task(Task.MULTICLASS),
            "MULTICLASS",
            "a predictedClass(...)",
            "prediction none"),
        refusal(
            "no task but a score",
            b -> b.score("p").task(Task.NONE),
            "NONE",
            "neither a score nor a prediction",
            "change the answer signals, or the task"),
        refusal(
            "classes without a class signal",
            b -> b.score("p").classes("a", "b"),
            "classes(...)",
            "predictedClass(...)"),
        refusal(
            "classes of a number",
            b -> b.prediction("v").classes("a", "b"),
            "classes(...)",
            "predictedClass(...)"),
        refusal(
            "one class",
            b -> b.predictedClass("c").classes("a"),
            "at least two different classes",
            "[a]"),
        refusal(
            "a class named twice",
            b -> b.predictedClass("c").classes("a", "b", "a"),
            "at least two different classes",
            "[a, b, a]"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void refusalSaysWhatToChange(
      String row, UnaryOperator<Schema.Builder<Row>> build, String[] words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> build.apply(amount()).build())
        .satisfies(thrown -> assertThat(thrown.getMessage()).contains(words));
  }

  @Test
  void schemaWithoutASignalIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schema.<Row>builder().build())
        .withMessageContaining("at least one signal")
        .withMessageContaining("numeric(...)");
  }

  @Test
  void blankOrEndlessNameIsRefusedAsSoonAsItIsGiven() {
    for (String name : List.of("", "  \t", "x".repeat(257))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Schema.<Row>builder().numeric(name, Row::amount))
          .withMessageContaining("1 to 256 characters")
          .withMessageContaining("has " + name.length());
    }
    assertThat(new Signal("x".repeat(256), SignalRole.FEATURE, SignalType.NUMERIC).isNumeric())
        .isTrue();
  }

  static Stream<Arguments> tasks() {
    return Stream.of(
        arguments("features only", identity(), Task.NONE),
        arguments("features and a label", with(b -> b.label("y")), Task.NONE),
        arguments("features and a true number", with(b -> b.numericLabel("y")), Task.NONE),
        arguments("score", with(b -> b.score("p")), Task.BINARY),
        arguments(
            "score and class", with(b -> b.score("p").predictedClass("c").label("y")), Task.BINARY),
        arguments("class", with(b -> b.predictedClass("c").label("y")), Task.MULTICLASS),
        arguments(
            "class, told binary", with(b -> b.predictedClass("c").task(Task.BINARY)), Task.BINARY),
        arguments(
            "score and class, told multiclass",
            with(b -> b.score("p").predictedClass("c").task(Task.MULTICLASS)),
            Task.MULTICLASS),
        arguments("number", with(b -> b.prediction("v").numericLabel("y")), Task.REGRESSION));
  }

  private static UnaryOperator<Schema.Builder<Row>> identity() {
    return UnaryOperator.identity();
  }

  private static UnaryOperator<Schema.Builder<Row>> with(UnaryOperator<Schema.Builder<Row>> build) {
    return build;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tasks")
  void taskIsFoundFromTheAnswerSignals(
      String row, UnaryOperator<Schema.Builder<Row>> build, Task task) {
    assertThat(build.apply(amount()).build().task()).isEqualTo(task);
  }

  @Test
  void signalsKeepTheOrderInWhichTheyWereNamed() {
    Schema<Row> schema = amount()
        .categorical("country", Row::country)
        .predictedClass("c")
        .score("p", Row::amount)
        .label("y", Row::country)
        .classes("a", "b")
        .build();
    assertThat(schema.signals())
        .containsExactly(
            new Signal("amount", SignalRole.FEATURE, SignalType.NUMERIC),
            new Signal("country", SignalRole.FEATURE, SignalType.CATEGORICAL),
            new Signal("c", SignalRole.PREDICTION, SignalType.CATEGORICAL),
            new Signal("p", SignalRole.SCORE, SignalType.NUMERIC),
            new Signal("y", SignalRole.LABEL, SignalType.CATEGORICAL));
    assertThat(schema.classes()).containsExactly("a", "b");
    assertThat(schema.indexOf(SignalRole.FEATURE)).isZero();
    assertThat(schema.indexOf(SignalRole.SCORE)).isEqualTo(3);
    assertThat(schema.indexOf(SignalRole.OPERATIONAL)).isEqualTo(-1);
  }

  @Test
  void builtSchemaIsUntouchedByItsBuilder() {
    Schema.Builder<Row> builder = amount();
    Schema<Row> schema = builder.build();
    builder.score("p").eventTime(Row::at);
    assertThat(schema.signals()).hasSize(1);
    assertThat(schema.eventTime()).isNull();
  }

  @Test
  void accessorsReadTheirKindOfValue() {
    Schema<Row> schema = amount()
        .numericOrMissing("income", Row::income)
        .time("at", Row::at)
        .categorical("country", Row::country)
        .categorical("kind", Row::kind)
        .bool("rich", row -> row.amount() > 2)
        .build();
    assertThat(schema.accessor(0).number(ROW)).isEqualTo(2.5);
    assertThat(schema.accessor(1).number(ROW)).isEqualTo(3.5);
    assertThat(schema.accessor(2).number(ROW)).as("hours since the epoch").isEqualTo(1.5);
    assertThat(schema.accessor(3).category(ROW)).isEqualTo("NO");
    assertThat(schema.accessor(4).category(ROW)).as("an enum by its name").isEqualTo("FORMAT");
    assertThat(schema.accessor(5).category(ROW)).isEqualTo("true");
  }

  @Test
  void nullIsMissingWhateverTheKind() {
    Schema<Row> schema = amount()
        .numericOrMissing("income", Row::income)
        .time("at", Row::at)
        .categorical("country", Row::country)
        .build();
    assertThat(schema.accessor(0).number(EMPTY)).isNaN();
    assertThat(schema.accessor(1).number(EMPTY)).isNull();
    assertThat(schema.accessor(2).number(EMPTY)).isNull();
    assertThat(schema.accessor(3).category(EMPTY)).isNull();
  }

  @Test
  void readingTheOtherKindIsAnError() {
    Schema<Row> schema = amount().categorical("country", Row::country).build();
    assertThatIllegalStateException().isThrownBy(() -> schema.accessor(0).category(ROW));
    assertThatIllegalStateException().isThrownBy(() -> schema.accessor(1).number(ROW));
  }

  @Test
  void eventTimeIsReadInMilliseconds() {
    assertThat(amount().eventTime(Row::at).build().eventTime().applyAsLong(ROW))
        .isEqualTo(5_400_000);
    assertThat(amount().eventTimeMillis(row -> 7).build().eventTime().applyAsLong(ROW))
        .isEqualTo(7);
  }

  private static Signal numeric(String name) {
    return new Signal(name, SignalRole.FEATURE, SignalType.NUMERIC);
  }

  static Stream<Arguments> differences() {
    Signal amount = numeric("amount");
    Signal age = numeric("age");
    Signal categorical = new Signal("age", SignalRole.FEATURE, SignalType.CATEGORICAL);
    return Stream.of(
        arguments("the same", List.of(amount, age), Task.NONE, null),
        arguments(
            "one more here", List.of(amount), Task.NONE, "signal 'age' is not in the baseline"),
        arguments(
            "one more there",
            List.of(amount, age, numeric("city")),
            Task.NONE,
            "signal 'city' of the baseline is missing here"),
        arguments(
            "another type",
            List.of(amount, categorical),
            Task.NONE,
            "signal 'age' is NUMERIC FEATURE here and CATEGORICAL FEATURE in the baseline"),
        arguments(
            "another role",
            List.of(amount, new Signal("age", SignalRole.LABEL, SignalType.NUMERIC)),
            Task.NONE,
            "signal 'age' is NUMERIC FEATURE here and NUMERIC LABEL in the baseline"),
        arguments(
            "another order",
            List.of(age, amount),
            Task.NONE,
            "the signals stand in another order: [amount, age] here, [age, amount] in the baseline"),
        arguments(
            "another task",
            List.of(amount, age),
            Task.BINARY,
            "the task is NONE here and BINARY in the baseline"),
        arguments(
            "all at once",
            List.of(categorical, numeric("city")),
            Task.REGRESSION,
            "signal 'amount' is not in the baseline; signal 'age' is NUMERIC FEATURE here and"
                + " CATEGORICAL FEATURE in the baseline; signal 'city' of the baseline is missing"
                + " here; the task is NONE here and REGRESSION in the baseline"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("differences")
  void differenceIsToldAsASentence(String row, List<Signal> others, Task task, String sentence) {
    Schema<Row> schema = amount().numeric("age", Row::amount).build();
    assertThat(schema.differenceFrom(others, task)).isEqualTo(sentence);
  }
}
