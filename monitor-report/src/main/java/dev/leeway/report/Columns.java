package dev.leeway.report;

import dev.leeway.judgement.BinShift;
import java.util.ArrayList;
import java.util.List;

/** Bins of numbers, from low to high, with the numbers between them on the axis. */
final class Columns {

  private static final double WIDTH = 400;
  private static final double HEIGHT = 170;
  private static final double LEFT = 44;
  private static final double RIGHT = 8;
  private static final double TOP = 8;
  private static final double BOTTOM = 22;
  private static final int TICKS = 4;
  private static final double FILLED = 0.8;
  private static final double LETTER = 6.6;
  private static final double BETWEEN = 8;
  private static final int LONGEST = 7;

  private final List<BinShift> bins;
  private final double high;
  private final double step;

  /** The bins in their order, and the largest share of all. */
  Columns(List<BinShift> bins, double most) {
    this.bins = bins;
    this.high = most * 1.05;
    this.step = (WIDTH - LEFT - RIGHT) / bins.size();
  }

  void write(Markup to, String words) {
    to.open(
        "svg",
        "class",
        "chart",
        "viewBox",
        "0 0 " + (int) WIDTH + " " + (int) HEIGHT,
        "role",
        "img",
        "aria-label",
        words);
    for (double tick : Picture.ticks(0, high, TICKS)) {
      double at = y(tick);
      to.empty("line", "class", "grid", "x1", LEFT, "x2", WIDTH - RIGHT, "y1", at, "y2", at);
      to.element("text", Picture.percent(tick), "class", "tick end", "x", LEFT - 6, "y", at + 4);
    }
    for (int i = 0; i < bins.size(); i++) {
      bin(to, i);
    }
    axis(to);
    to.close();
  }

  /** Each bin as a group, so that it can say its own numbers. */
  private void bin(Markup to, int place) {
    BinShift bin = bins.get(place);
    double half = step * FILLED / 2;
    double x = LEFT + place * step + step * (1 - FILLED) / 2;
    to.open("g").element("title", told(bin));
    bar(to, "reference", x, half, bin.reference());
    bar(to, "current", x + half, half, bin.current());
    to.close();
  }

  static String told(BinShift bin) {
    return bin.bin() + ": " + Picture.percent(bin.reference()) + " in training, "
        + Picture.percent(bin.current()) + " in this window";
  }

  private void bar(Markup to, String kind, double x, double width, double share) {
    String top = Picture.coordinate(y(share));
    String ground = Picture.coordinate(y(0));
    if (!top.equals(ground)) {
      to.empty(
          "path",
          "class",
          kind,
          "d",
          "M" + Picture.coordinate(x) + " " + ground + "V" + top + "h" + Picture.coordinate(width)
              + "V" + ground + "z");
    }
  }

  private double y(double share) {
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - share / high);
  }

  private record Label(String text, double x, boolean last) {

    double width() {
      return text.length() * LETTER;
    }

    double left() {
      return last ? x - width() : x - width() / 2;
    }

    double right() {
      return left() + width();
    }
  }

  /** As many labels as have room; the last one always. */
  private void axis(Markup to) {
    List<Label> shown = new ArrayList<>();
    for (Label label : labels()) {
      boolean room = shown.isEmpty()
          ? label.left() >= 0
          : label.left() >= shown.get(shown.size() - 1).right() + BETWEEN;
      if (!room && label.last && shown.size() > 1) {
        shown.remove(shown.size() - 1);
        room = true;
      }
      // behind a single value the interval begins at that value
      boolean again =
          !shown.isEmpty() && shown.get(shown.size() - 1).text.equals(label.text) && !label.last;
      if (room && !again) {
        shown.add(label);
      }
    }
    for (Label label : shown) {
      to.element(
          "text",
          label.text,
          "class",
          "tick " + (label.last ? "end" : "middle"),
          "x",
          label.x,
          "y",
          HEIGHT - BOTTOM + 15);
    }
  }

  /** Single values stand below their bin, the ends of intervals between two. */
  private List<Label> labels() {
    List<Label> labels = new ArrayList<>();
    boolean single = bins.stream().allMatch(bin -> ends(bin).length == 1);
    if (single) {
      for (int i = 0; i < bins.size(); i++) {
        labels.add(new Label(ends(bins.get(i))[0], LEFT + (i + 0.5) * step, false));
      }
      return labels;
    }
    for (int i = 0; i < bins.size(); i++) {
      labels.add(new Label(ends(bins.get(i))[0], LEFT + i * step, false));
    }
    String[] last = ends(bins.get(bins.size() - 1));
    labels.add(new Label(last[last.length - 1], WIDTH - RIGHT, true));
    return labels;
  }

  /** The two ends of {@code [a, b)}, the one value that a bin holds, or its name as it is. */
  private static String[] ends(BinShift bin) {
    String name = bin.bin();
    boolean interval = (name.startsWith("[") || name.startsWith("("))
        && (name.endsWith("]") || name.endsWith(")"))
        && name.contains(", ");
    if (!interval) {
      return new String[] {shortly(name)};
    }
    String[] ends = name.substring(1, name.length() - 1).split(", ", 2);
    return new String[] {shortly(ends[0]), shortly(ends[1])};
  }

  private static String shortly(String number) {
    if (number.length() <= LONGEST) {
      return number;
    }
    try {
      return Picture.number(Double.parseDouble(number));
    } catch (NumberFormatException name) {
      return Picture.shortened(number, LONGEST);
    }
  }
}
