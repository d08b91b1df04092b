package dev.leeway.report;

/** The page from top to bottom: what a reader needs first stands first. */
final class Sections {

  private final Facts facts;

  Sections(Facts facts) {
    this.facts = facts;
  }

  void write(Markup to) {
    new Verdict(facts).write(to);
    to.open("main");
    new Attention(facts).write(to);
    new PerformancePage(facts).write(to);
    new Answers(facts).write(to);
    new SignalTable(facts).write(to);
    if (!facts.course().isOneWindow()) {
      windows(to);
    }
    new Details(facts).write(to);
    new LineageList(facts.baseline()).write(to);
    new Method(facts).write(to);
    to.close();
  }

  private void windows(Markup to) {
    Course course = facts.course();
    to.open("section", "id", "windows").element("h2", "Windows");
    to.element(
        "p",
        Picture.count(course.size()) + " windows, by signal"
            + (course.isGrouped()
                ? "; each cell is the worst of " + course.perGroup() + " windows in a row"
                : "")
            + ". Below each cell's end stands when its window ended, in UTC where it is a time.");
    new HeatMap(facts).write(to);
    to.close();
  }
}
