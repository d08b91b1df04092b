package dev.leeway.report;

import dev.leeway.judgement.Check;
import dev.leeway.judgement.Severity;
import dev.leeway.judgement.Status;
import dev.leeway.window.WindowFrame;

/** The answer in one sentence, what it is about, and where the rest stands. */
final class Verdict {

  private final Facts facts;

  Verdict(Facts facts) {
    this.facts = facts;
  }

  void write(Markup to) {
    to.open("header");
    to.element("p", "Drift report", "class", "kind");
    to.open("h1");
    Words.badge(to, facts.latest().status());
    to.text(" " + sentence()).close();
    frame(to);
    to.open("nav", "aria-label", "Sections");
    link(to, "attention", "What needs attention");
    if (new PerformancePage(facts).isKnown()) {
      link(to, "performance", "Is the model still right");
    }
    link(to, "answers", "Score and prediction");
    link(to, "signals", "All signals");
    if (!facts.course().isOneWindow()) {
      link(to, "windows", "Windows");
    }
    link(to, "details", "Signal by signal");
    link(to, "lineage", "Lineage");
    link(to, "method", "How each number was made");
    to.close(2);
  }

  private static void link(Markup to, String anchor, String text) {
    to.element("a", text, "href", "#" + anchor);
  }

  private void frame(Markup to) {
    WindowFrame window = facts.latest().window();
    to.open("p", "class", "frame");
    to.text(Picture.count(window.records()) + " records");
    if (window.start() != null && window.end() != null) {
      to.text(" from " + Picture.timeWithZone(window.start()) + " to "
          + Picture.timeWithZone(window.end()));
    } else if (!facts.course().isOneWindow()) {
      to.text(", rows " + Picture.count(window.firstRow() + 1) + " to "
          + Picture.count(window.lastRow() + 1));
    }
    to.text(", compared with " + Picture.count(facts.baseline().rows()) + " records of ");
    to.open("b").open("bdi").text(facts.baseline().name()).close(2);
    String model = facts.latest().baseline().modelVersion();
    to.text((model == null ? "" : ", model version " + model) + ".");
    if (!facts.course().isOneWindow()) {
      long found = facts.course().all().stream()
          .filter(e -> e.status().isAtLeast(Status.WARNING))
          .count();
      long judged = facts.course().all().stream()
          .filter(e -> e.status() != Status.NO_DATA)
          .count();
      to.text(" This is the last of " + Picture.count(judged) + " windows that could be judged; "
          + Picture.count(found)
          + " of them had findings.");
    }
    to.close();
  }

  private String sentence() {
    Status status = facts.latest().status();
    int all = facts.signals().size();
    String model = model();
    String signals = signals(all);
    if (status == Status.NO_DATA) {
      return "There is too little data to say anything.";
    }
    if (signals.isEmpty()) {
      return model.isEmpty()
          ? "The world looks as it did in training: none of " + all
              + " signals has moved beyond its limits."
          : model + ", though none of " + all + " signals has moved beyond its limits.";
    }
    return signals + (model.isEmpty() ? "" : " " + model + ".");
  }

  /** Empty where none has moved. */
  private String signals(int all) {
    long critical = facts.count(Status.CRITICAL);
    long warning = facts.count(Status.WARNING);
    if (critical == 0) {
      return warning == 0 ? "" : warning + " of " + all + " signals moved enough to have a look.";
    }
    return critical + " of " + all + " signals moved far from training"
        + (warning == 0 ? "." : ", " + warning + " more enough to have a look.");
  }

  /** Empty where nothing speaks against the model. */
  private String model() {
    return found(Check.PERFORMANCE)
        ? "The model is worse than in training"
        : found(Check.CONCEPT_CHANGE)
            ? "The same scores mean something else than in training"
            : found(Check.ESTIMATED_PERFORMANCE)
                ? "The model is probably worse than in training"
                : "";
  }

  private boolean found(Check check) {
    return facts.latest().findings().stream()
        .anyMatch(finding -> finding.check() == check && finding.severity() != Severity.NO_DATA);
  }
}
