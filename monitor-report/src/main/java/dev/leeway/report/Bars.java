package dev.leeway.report;

import dev.leeway.judgement.BinShift;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The reference's and the window's shares on the bins, side by side. */
final class Bars {

  private static final double WIDTH = 720;
  private static final double HEIGHT = 220;
  private static final double LEFT = 52;
  private static final double RIGHT = 8;
  private static final double TOP = 10;
  private static final double BOTTOM = 58;
  private static final int TICKS = 4;
  private static final double FILLED = 0.8;
  private static final int LONGEST_LABEL = 16;
  private static final double SMALL_WIDTH = 120;
  private static final double SMALL_HEIGHT = 26;

  private final List<BinShift> bins;
  private final double most;

  Bars(List<BinShift> shifts) {
    this.bins = shifts.stream()
        .filter(bin -> bin.place() >= 0)
        .sorted(Comparator.comparingInt(BinShift::place))
        .toList();
    this.most = bins.stream()
        .mapToDouble(bin -> Math.max(bin.reference(), bin.current()))
        .max()
        .orElse(0);
  }

  boolean hasValues() {
    return most > 0;
  }

  void write(Markup to, String signal) {
    to.open("figure", "class", "bars");
    to.open("figcaption");
    to.element("span", "", "class", "key reference").text("training  ");
    to.element("span", "", "class", "key current").text("this window");
    to.close();
    to.open(
        "svg",
        "class",
        "chart",
        "viewBox",
        "0 0 " + (int) WIDTH + " " + (int) HEIGHT,
        "role",
        "img",
        "aria-label",
        "Shares of " + signal + " on " + bins.size() + " bins, in training and in this window");
    double high = most * 1.05;
    for (double tick : Picture.ticks(0, high, TICKS)) {
      double at = y(tick, high);
      to.empty("line", "class", "grid", "x1", LEFT, "x2", WIDTH - RIGHT, "y1", at, "y2", at);
      to.element("text", Picture.percent(tick), "class", "tick end", "x", LEFT - 6, "y", at + 4);
    }
    double step = (WIDTH - LEFT - RIGHT) / bins.size();
    double half = step * FILLED / 2;
    StringBuilder reference = new StringBuilder();
    StringBuilder current = new StringBuilder();
    for (int i = 0; i < bins.size(); i++) {
      double x = LEFT + i * step + step * (1 - FILLED) / 2;
      bar(reference, x, half, bins.get(i).reference(), high);
      bar(current, x + half, half, bins.get(i).current(), high);
    }
    to.empty("path", "class", "reference", "d", reference);
    to.empty("path", "class", "current", "d", current);
    for (int i = 0; i < bins.size(); i++) {
      BinShift bin = bins.get(i);
      double middle = LEFT + (i + 0.5) * step;
      to.open(
          "text",
          "class",
          "tick end",
          "transform",
          "translate(" + Math.round(middle) + " " + Math.round(HEIGHT - BOTTOM + 12)
              + ")rotate(-32)");
      to.text(shortened(bin.bin()));
      to.element(
          "title",
          bin.bin() + ": " + Picture.percent(bin.reference()) + " in training, "
              + Picture.percent(bin.current()) + " in this window");
      to.close();
    }
    to.close(2);
  }

  private static void bar(StringBuilder to, double x, double width, double share, double high) {
    String across = Picture.coordinate(width);
    to.append('M').append(Picture.coordinate(x)).append(' ').append(Picture.coordinate(y(0, high)));
    to.append('V').append(Picture.coordinate(y(share, high)));
    to.append('h')
        .append(across)
        .append('V')
        .append(Picture.coordinate(y(0, high)))
        .append('z');
  }

  private static double y(double share, double high) {
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - share / high);
  }

  static String shortened(String name) {
    int[] points = name.codePoints().toArray();
    return points.length <= LONGEST_LABEL ? name : new String(points, 0, LONGEST_LABEL - 1) + "…";
  }

  /** For a row of the table: the reference as an area, the window as a line of steps. */
  void small(Markup to) {
    to.open(
        "svg",
        "class",
        "small",
        "viewBox",
        "0 0 " + (int) SMALL_WIDTH + " " + (int) SMALL_HEIGHT,
        "aria-hidden",
        "true");
    if (hasValues()) {
      to.empty("path", "class", "reference", "d", steps(true));
      to.empty("path", "class", "outline", "d", steps(false));
    }
    to.close();
  }

  private String steps(boolean area) {
    double step = SMALL_WIDTH / bins.size();
    StringBuilder path = new StringBuilder();
    List<Double> heights = new ArrayList<>();
    bins.forEach(bin -> heights.add(
        SMALL_HEIGHT - 1 - (SMALL_HEIGHT - 3) * (area ? bin.reference() : bin.current()) / most));
    path.append(area ? "M0 " + (int) SMALL_HEIGHT + "V" : "M0 ")
        .append(Picture.coordinate(heights.get(0)));
    for (int i = 0; i < bins.size(); i++) {
      path.append('V').append(Picture.coordinate(heights.get(i)));
      path.append('H').append(Picture.coordinate((i + 1) * step));
    }
    return area
        ? path.append('V').append((int) SMALL_HEIGHT).append('Z').toString()
        : path.toString();
  }
}
