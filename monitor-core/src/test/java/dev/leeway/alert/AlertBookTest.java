package dev.leeway.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.baseline.BaselineIdentity;
import dev.leeway.baseline.Origin;
import dev.leeway.judgement.BinShift;
import dev.leeway.judgement.Check;
import dev.leeway.judgement.CheckResult;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Limit;
import dev.leeway.judgement.Severity;
import dev.leeway.judgement.SignalEvaluation;
import dev.leeway.judgement.Status;
import dev.leeway.schema.Signal;
import dev.leeway.schema.SignalRole;
import dev.leeway.schema.SignalType;
import dev.leeway.window.WindowFrame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertBookTest {

  private static final Limit LIMIT = new Limit(0.1, 0.25, true, 0, "fixed");
  private static final BaselineIdentity BASELINE = new BaselineIdentity(
      "b", "sha256:0123456789abcdef", Instant.EPOCH, "m", "1", null, null, Origin.TRAINING, null);

  private long index;

  private Evaluation evaluation(double value) {
    Severity severity = value >= 0.25 ? Severity.CRITICAL : value >= 0.1 ? Severity.WARNING : null;
    return evaluation(
        false,
        List.of(new CheckResult(Check.DRIFT, "psi", value, 0.5, LIMIT, true, null, severity)));
  }

  private Evaluation evaluation(boolean partial, List<CheckResult> checks) {
    SignalEvaluation signal = new SignalEvaluation(
        new Signal("x", SignalRole.FEATURE, SignalType.NUMERIC),
        null,
        Status.OK,
        1000,
        0,
        0,
        0,
        0,
        Map.of(),
        null,
        null,
        List.of(),
        List.of(new BinShift("[0, 1)", 0.5, 0.7, 0.1)),
        List.of(),
        checks);
    WindowFrame frame = new WindowFrame(index++, 1000, 0, 999, null, null, partial);
    return new Evaluation(BASELINE, frame, "fixed", Status.OK, List.of(signal), List.of());
  }

  private List<String> play(AlertBook book, double... values) {
    List<String> turns = new ArrayList<>();
    for (double value : values) {
      long now = index;
      book.update(evaluation(value))
          .forEach(a -> turns.add(now + " " + a.state() + " " + a.severity()));
    }
    return turns;
  }

  @Test
  void opensAtOnceEscalatesOnceAndResolvesAfterAWindowOfQuiet() {
    assertThat(play(new AlertBook(3), 0.05, 0.12, 0.3, 0.15, 0.3, 0.07, 0.07, 0.07, 0.07))
        .containsExactly("1 OPENED WARNING", "2 ESCALATED CRITICAL", "7 RESOLVED CRITICAL");
  }

  @Test
  void aValueAboveFourFifthsOfTheLimitIsNotQuiet() {
    assertThat(play(new AlertBook(2), 0.12, 0.07, 0.081, 0.07, 0.07))
        .containsExactly("0 OPENED WARNING", "4 RESOLVED WARNING");
  }

  @Test
  void whatComesBackWithinAWindowIsTheSameAlert() {
    assertThat(play(new AlertBook(3), 0.12, 0.01, 0.01, 0.12, 0.01, 0.01, 0.01))
        .containsExactly("0 OPENED WARNING", "6 RESOLVED WARNING");
  }

  @Test
  void whatComesBackLaterIsANewOne() {
    AlertBook book = new AlertBook(1);
    Alert first = book.update(evaluation(0.12)).get(0);
    Alert end = book.update(evaluation(0.01)).get(0);
    Alert second = book.update(evaluation(0.12)).get(0);
    assertThat(end.id()).isEqualTo(first.id());
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(first.id()).isEqualTo("0123456789ab/x/drift/0");
  }

  @Test
  void evaluationsThatCouldNotJudgeChangeNothing() {
    AlertBook book = new AlertBook(2);
    book.update(evaluation(0.12));
    book.update(evaluation(0.01));
    assertThat(book.update(evaluation(false, List.of()))).isEmpty();
    assertThat(book.update(evaluation(
            true, List.of(new CheckResult(Check.DRIFT, "psi", 0, 1, LIMIT, true, null, null)))))
        .isEmpty();
    assertThat(book.update(evaluation(0.01))).hasSize(1);
  }

  @Test
  void ofTwoStatisticsTheAlertFollowsTheOneThatExceedsMost() {
    Limit ks = new Limit(0.05, 0.2, false, 0, "fixed");
    List<Alert> turns = new AlertBook(1)
        .update(evaluation(
            false,
            List.of(
                new CheckResult(Check.DRIFT, "psi", 0.12, 0.5, LIMIT, true, null, Severity.WARNING),
                new CheckResult(Check.DRIFT, "ks", 0.15, 0.5, ks, true, null, Severity.WARNING))));
    assertThat(turns).hasSize(1);
    assertThat(turns.get(0).statistic()).isEqualTo("ks");
    assertThat(turns.get(0).threshold()).isEqualTo(0.05);
  }

  @Test
  void aShareOfTooFewRowsIsQuiet() {
    AlertBook book = new AlertBook(1);
    book.update(evaluation(0.12));
    CheckResult few = new CheckResult(Check.DRIFT, "psi", 0.12, 0.5, LIMIT, false, null, null);
    assertThat(book.update(evaluation(false, List.of(few)))).hasSize(1);
  }

  @Test
  void aSuccessorEndsWhatIsOpen() {
    AlertBook book = new AlertBook(5);
    Alert opened = book.update(evaluation(0.3)).get(0);
    List<Alert> turns = book.supersede(BASELINE);
    assertThat(turns).hasSize(1);
    assertThat(turns.get(0).id()).isEqualTo(opened.id());
    assertThat(turns.get(0).state()).isEqualTo(Alert.State.RESOLVED);
    assertThat(book.supersede(BASELINE)).isEmpty();
  }
}
