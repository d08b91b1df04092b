package dev.leeway.report;

import dev.leeway.judgement.BinShift;
import dev.leeway.judgement.SignalEvaluation;
import java.util.Comparator;
import java.util.List;

/** What the model answers: its size, and how far its distribution is from that of training. */
final class Answers {

  private static final int CLASSES = 3;

  private final Facts facts;

  Answers(Facts facts) {
    this.facts = facts;
  }

  void write(Markup to) {
    List<SignalEvaluation> answers = facts.answers();
    boolean once = facts.course().isOneWindow();
    to.open("section", "id", "answers")
        .element("h2", once ? "Score and prediction" : "Score and prediction over time");
    if (answers.isEmpty()) {
      to.element("p", "The baseline has neither a score nor a prediction of the model.");
    }
    if (once) {
      to.open("div", "class", "many");
    }
    for (SignalEvaluation answer : answers) {
      if (once) {
        to.open("div").open("h3").open("bdi").text(answer.name()).close(2);
        Distribution.of(answer).write(to);
        to.close();
      } else {
        overTime(to, answer);
      }
    }
    to.close(once ? 2 : 1);
  }

  private void overTime(Markup to, SignalEvaluation answer) {
    if (answer.signal().isNumeric()) {
      facts.mean(answer).write(to);
    } else {
      answer.bins().stream()
          .filter(bin -> bin.place() >= 0 && bin.reference() > 0)
          .sorted(Comparator.comparingDouble(BinShift::reference).reversed())
          .limit(answer.bins().size() <= CLASSES ? 1 : CLASSES)
          .forEach(bin -> facts.shareOfBin(answer, bin.bin(), bin.reference()).write(to));
    }
    facts.statistic(answer, "psi", "PSI of " + answer.name(), Words.unit("psi")).write(to);
  }
}
