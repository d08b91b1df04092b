package dev.leeway.report;

import dev.leeway.judgement.BinShift;
import java.util.List;

/** For a row of the table: the reference as an area, the window as a line of steps. */
final class Sparkline {

  private static final double WIDTH = 128;
  private static final double HEIGHT = 26;

  private final List<BinShift> bins;
  private final double most;

  Sparkline(List<BinShift> shifts) {
    this.bins = Distribution.inOrder(shifts);
    this.most = Distribution.most(bins);
  }

  /** Nothing where there is no value: an empty picture would look like a calm one. */
  void write(Markup to) {
    if (!(most > 0)) {
      to.text("–");
      return;
    }
    to.open(
        "svg",
        "class",
        "small",
        "viewBox",
        "0 0 " + (int) WIDTH + " " + (int) HEIGHT,
        "aria-hidden",
        "true");
    to.empty("path", "class", "reference", "d", steps(true));
    to.empty("path", "class", "outline", "d", steps(false));
    to.close();
  }

  private String steps(boolean area) {
    double step = WIDTH / bins.size();
    StringBuilder path = new StringBuilder(area ? "M0 " + (int) HEIGHT + "V" : "M0 ");
    path.append(height(0, area));
    for (int i = 0; i < bins.size(); i++) {
      path.append('V').append(height(i, area));
      path.append('H').append(Picture.coordinate((i + 1) * step));
    }
    return area ? path.append('V').append((int) HEIGHT).append('Z').toString() : path.toString();
  }

  private String height(int bin, boolean area) {
    double share = area ? bins.get(bin).reference() : bins.get(bin).current();
    return Long.toString(Math.round(HEIGHT - 1 - (HEIGHT - 3) * share / most));
  }
}
