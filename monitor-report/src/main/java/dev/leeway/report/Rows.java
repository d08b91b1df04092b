package dev.leeway.report;

import dev.leeway.judgement.BinShift;
import java.util.List;

/** Categories, one below the other, so that their names can be read. */
final class Rows {

  private static final double WIDTH = 400;
  private static final double LEFT = 124;
  private static final double RIGHT = 114;
  private static final double ROW = 22;
  private static final double BAR = 8;
  private static final double TOP = 2;
  private static final double LETTERS = 12;

  private final List<BinShift> bins;
  private final double most;

  /** The bins in their order, and the largest share of all. */
  Rows(List<BinShift> bins, double most) {
    this.bins = bins;
    this.most = most;
  }

  void write(Markup to, String words) {
    int height = (int) (bins.size() * ROW + 2 * TOP);
    to.open(
        "svg",
        "class",
        "chart",
        "viewBox",
        "0 0 " + (int) WIDTH + " " + height,
        "role",
        "img",
        "aria-label",
        words);
    to.empty("line", "class", "grid", "x1", LEFT, "x2", LEFT, "y1", 0.0, "y2", (double) height);
    for (int i = 0; i < bins.size(); i++) {
      row(to, bins.get(i), TOP + i * ROW);
    }
    to.close();
  }

  private void row(Markup to, BinShift bin, double top) {
    to.open("g").element("title", Columns.told(bin));
    to.element(
        "text",
        Picture.fitting(bin.bin(), LEFT - 8, LETTERS),
        "class",
        "end",
        "x",
        LEFT - 6,
        "y",
        top + ROW / 2 + 4);
    bar(to, "reference", top + (ROW - 2 * BAR) / 2, bin.reference());
    bar(to, "current", top + (ROW - 2 * BAR) / 2 + BAR, bin.current());
    to.element(
        "text",
        Picture.percent(bin.reference()) + " → " + Picture.percent(bin.current()),
        "class",
        "end",
        "x",
        WIDTH - 2,
        "y",
        top + ROW / 2 + 4);
    to.close();
  }

  private void bar(Markup to, String kind, double top, double share) {
    String width = Picture.coordinate((WIDTH - LEFT - RIGHT) * share / most);
    if (!width.equals("0")) {
      to.empty(
          "path",
          "class",
          kind,
          "d",
          "M" + Picture.coordinate(LEFT) + " " + Picture.coordinate(top) + "h" + width + "v"
              + Picture.coordinate(BAR) + "h-" + width + "z");
    }
  }
}
