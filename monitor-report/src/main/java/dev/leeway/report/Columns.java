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
  private static final double LETTERS = 12;

  private final List<BinShift> bins;
  private final double high;
  private final double step;
  private final double right;

  /** The bins in their order, and the largest share of all. */
  Columns(List<BinShift> bins, double most) {
    this.bins = bins;
    this.high = most * 1.05;
    double room = (WIDTH - LEFT - RIGHT) / bins.size();
    // whole units where there is room: shorter to write, and all bars look as wide
    this.step = room > 6 ? Math.floor(room) : room;
    this.right = LEFT + step * bins.size();
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
      to.empty("line", "class", "grid", "x1", LEFT, "x2", right, "y1", at, "y2", at);
      to.element("text", Picture.percent(tick), "class", "end", "x", LEFT - 6, "y", at + 4);
    }
    double half = step > 6 ? Math.floor(step * FILLED / 2) : step * FILLED / 2;
    StringBuilder reference = new StringBuilder();
    StringBuilder current = new StringBuilder();
    for (int i = 0; i < bins.size(); i++) {
      double x = LEFT + i * step + (step - 2 * half) / 2;
      bar(reference, x, half, bins.get(i).reference());
      bar(current, x + half, half, bins.get(i).current());
    }
    if (reference.length() > 0) {
      to.empty("path", "class", "reference", "d", reference);
    }
    if (current.length() > 0) {
      to.empty("path", "class", "current", "d", current);
    }
    hints(to);
    axis(to);
    to.close();
  }

  /** Over each bin a piece of air that says its numbers to a pointer. */
  private void hints(Markup to) {
    to.open("g", "class", "hint");
    for (int i = 0; i < bins.size(); i++) {
      double left = LEFT + i * step;
      to.open(
          "path",
          "d",
          "M" + Picture.coordinate(left) + " " + (int) TOP + "h" + Picture.coordinate(step) + "V"
              + (int) (HEIGHT - BOTTOM) + "H" + Picture.coordinate(left) + "z");
      to.element("title", told(bins.get(i))).close();
    }
    to.close();
  }

  static String told(BinShift bin) {
    return bin.bin() + ": " + Picture.percent(bin.reference()) + " → "
        + Picture.percent(bin.current());
  }

  private void bar(StringBuilder to, double x, double width, double share) {
    String top = Picture.coordinate(y(share));
    String ground = Picture.coordinate(y(0));
    if (!top.equals(ground)) {
      to.append('M').append(Picture.coordinate(x)).append(' ').append(ground);
      to.append('V').append(top).append('h').append(Picture.coordinate(width));
      to.append('V').append(ground).append('z');
    }
  }

  private double y(double share) {
    return Math.round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - share / high));
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
          (label.last ? "end" : "middle"),
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
    labels.add(new Label(last[last.length - 1], right, true));
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
      return Picture.fitting(number, LONGEST * LETTER, LETTERS);
    }
  }
}
