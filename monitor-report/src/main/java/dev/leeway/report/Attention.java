package dev.leeway.report;

import dev.leeway.judgement.CheckResult;
import dev.leeway.judgement.Finding;
import dev.leeway.judgement.Severity;
import dev.leeway.judgement.SignalEvaluation;
import dev.leeway.judgement.Status;
import java.util.List;

/** The findings in their rank, each with its reason, since when, and the picture that shows it. */
final class Attention {

  /** With a picture; what ranks lower is told in a line. */
  private static final int PICTURED = 12;

  private final Facts facts;

  Attention(Facts facts) {
    this.facts = facts;
  }

  void write(Markup to) {
    List<Finding> findings = facts.latest().findings().stream()
        .filter(finding -> finding.severity() != Severity.NO_DATA)
        .toList();
    to.open("section", "id", "attention").element("h2", "What needs attention");
    if (findings.isEmpty()) {
      to.element(
          "p",
          facts.latest().status() == Status.NO_DATA
              ? "Nothing could be judged. A window needs more records than it has."
              : "Nothing. Every check of every signal is within its limits.");
    } else {
      ranked(to, findings);
    }
    notJudged(to);
    to.close();
  }

  private void ranked(Markup to, List<Finding> findings) {
    int pictured = Math.min(PICTURED, findings.size());
    to.open("ol", "class", "findings");
    for (Finding finding : findings.subList(0, pictured)) {
      to.open("li");
      head(to, finding);
      to.element("p", finding.message());
      if (!facts.course().isOneWindow()) {
        to.element("p", facts.course().since(finding), "class", "since");
      }
      picture(to, finding);
      to.close();
    }
    to.close();
    if (pictured < findings.size()) {
      to.open("details").element("summary", (findings.size() - pictured) + " more");
      to.open("ol", "class", "lines", "start", pictured + 1);
      for (Finding finding : findings.subList(pictured, findings.size())) {
        to.open("li");
        head(to, finding);
        to.element("p", finding.message()).close();
      }
      to.close(2);
    }
  }

  private void head(Markup to, Finding finding) {
    SignalEvaluation signal = facts.signalOf(finding);
    Words.badge(to, finding.severity());
    to.text(" ");
    if (signal != null) {
      Words.link(to, facts.anchor(signal), signal.name());
      to.text(", ");
    }
    boolean ofModel = signal == null && finding.check().isOfModel();
    if (ofModel) {
      to.element("a", finding.check().words(), "href", "#performance");
    } else {
      to.text(finding.check().words());
    }
  }

  private void picture(Markup to, Finding finding) {
    SignalEvaluation signal = facts.signalOf(finding);
    if (signal == null) {
      if (finding.check().isOfModel()) {
        new PerformancePage(facts).picture(to, finding);
      }
      return;
    }
    CheckResult check = Facts.checkOf(signal, finding.check());
    if (check == null || check.moved() == null) {
      Distribution.of(signal).write(to);
    } else if (facts.course().isOneWindow()) {
      Distribution.ofShare(signal, check.moved()).write(to);
    } else {
      facts.share(signal, finding.check()).narrow().write(to);
    }
  }

  private void notJudged(Markup to) {
    List<Finding> silent = facts.latest().findings().stream()
        .filter(finding -> finding.severity() == Severity.NO_DATA)
        .toList();
    if (silent.isEmpty()) {
      return;
    }
    to.open("details")
        .element(
            "summary",
            silent.size() == 1
                ? "1 check could not be made"
                : silent.size() + " checks could not be made");
    to.open("ul");
    silent.forEach(finding -> to.element("li", finding.message()));
    to.close(2);
  }
}
