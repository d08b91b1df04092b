package dev.leeway.report;

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
    long critical = facts.count(Status.CRITICAL);
    long warning = facts.count(Status.WARNING);
    int all = facts.signals().size();
    boolean worse = facts.latest().findings().stream()
        .anyMatch(
            finding -> finding.severity() != Severity.NO_DATA && finding.check().isOfModel());
    if (worse && critical + warning == 0) {
      return "The model is worse than in training, though none of " + all
          + " signals has moved beyond its limits.";
    }
    return switch (facts.latest().status()) {
      case OK ->
        "The world looks as it did in training: none of " + all
            + " signals has moved beyond its limits.";
      case NO_DATA -> "There is too little data to say anything.";
      case WARNING -> warning + " of " + all + " signals moved enough to have a look.";
      case CRITICAL ->
        critical + " of " + all + " signals moved far from training"
            + (warning == 0 ? "." : ", " + warning + " more enough to have a look.");
    };
  }
}
