package dev.leeway.report;

import dev.leeway.alert.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A number over the windows, with what noise gives below it, its limits, and the turns of its alarms. Values that do not exist leave
 * a gap.
 */
final class Series {

  /** Room of a picture: a full one has an axis of time, a small one stands below one that has. */
  private enum Form {
    FULL(720, 170, 52, 12, 10, 26),
    SMALL(360, 66, 44, 6, 6, 6);

    private final double width;
    private final double height;
    private final double left;
    private final double right;
    private final double top;
    private final double bottom;

    Form(double width, double height, double left, double right, double top, double bottom) {
      this.width = width;
      this.height = height;
      this.left = left;
      this.right = right;
      this.top = top;
      this.bottom = bottom;
    }
  }

  private static final int TICKS = 4;
  private static final int LABELS = 5;
  private static final double ROOM = 1.08;

  private final String title;
  private final String unit;
  private final List<String> labels;
  private final double[] values;
  private double @Nullable [] noise;
  private double warning = Double.NaN;
  private double critical = Double.NaN;
  private final List<Mark> marks = new ArrayList<>();
  private Form form = Form.FULL;

  private record Mark(int place, Alert.State state, String words) {}

  /**
   * A series.
   *
   * @param labels one for each value: when its window ends
   */
  Series(String title, String unit, List<String> labels, double[] values) {
    this.title = title;
    this.unit = unit;
    this.labels = labels;
    this.values = values;
  }

  Series noise(double[] expected) {
    this.noise = expected;
    return this;
  }

  Series limits(double warningAt, double criticalAt) {
    this.warning = warningAt;
    this.critical = criticalAt;
    return this;
  }

  Series mark(int place, Alert.State state, String words) {
    marks.add(new Mark(place, state, words));
    return this;
  }

  boolean hasValues() {
    for (double value : values) {
      if (!Double.isNaN(value)) {
        return true;
      }
    }
    return false;
  }

  private double highest() {
    double high = 0;
    for (int i = 0; i < values.length; i++) {
      high = Math.max(high, Double.isFinite(values[i]) ? values[i] : 0);
      if (noise != null && Double.isFinite(noise[i])) {
        high = Math.max(high, noise[i]);
      }
    }
    // a limit far above all values would press them to the ground
    if (warning <= 4 * high || high == 0) {
      high = Math.max(high, Double.isNaN(warning) ? 0 : warning);
    }
    if (critical <= 2 * high) {
      high = Math.max(high, critical);
    }
    return high == 0 ? 1 : high * ROOM;
  }

  private double x(int place) {
    double step =
        values.length == 1 ? 0 : (form.width - form.left - form.right) / (values.length - 1);
    return values.length == 1
        ? (form.left + form.width - form.right) / 2
        : form.left + place * step;
  }

  private double y(double value, double high) {
    return form.top
        + (form.height - form.top - form.bottom) * (1 - Math.min(1, Math.max(0, value / high)));
  }

  /** Without an axis of time, for numbers beside the ones that matter first. */
  void writeSmall(Markup to) {
    form = Form.SMALL;
    write(to);
  }

  void write(Markup to) {
    double high = highest();
    to.open("figure", "class", "series");
    to.open("figcaption").element("strong", title).text(" " + unit).close();
    to.open(
        "svg",
        "class",
        form == Form.FULL ? "chart" : "chart minor",
        "viewBox",
        "0 0 " + (int) form.width + " " + (int) form.height,
        "role",
        "img",
        "aria-label",
        words());
    axis(to, high);
    if (noise != null) {
      band(to, noise, high);
    }
    limit(to, warning, high, "warning");
    limit(to, critical, high, "critical");
    to.empty("path", "class", "line", "d", path(high));
    dots(to, high);
    for (Mark mark : marks) {
      mark(to, mark, high);
    }
    if (form == Form.FULL) {
      labels(to);
    }
    to.close(2);
  }

  private void axis(Markup to, double high) {
    StringBuilder grid = new StringBuilder();
    List<Double> ticks = Picture.ticks(0, high, form == Form.FULL ? TICKS : 2);
    for (double tick : ticks) {
      grid.append('M')
          .append(Picture.coordinate(form.left))
          .append(' ')
          .append(Picture.coordinate(y(tick, high)))
          .append('H')
          .append(Picture.coordinate(form.width - form.right));
    }
    to.empty("path", "class", "grid", "d", grid);
    List<Double> named = form == Form.FULL ? ticks : ticks.subList(ticks.size() - 1, ticks.size());
    for (double tick : named) {
      to.element(
          "text",
          Picture.number(tick),
          "class",
          "tick end",
          "x",
          form.left - 6,
          "y",
          y(tick, high) + 4);
    }
  }

  private void limit(Markup to, double limit, double high, String kind) {
    if (Double.isNaN(limit) || limit > high) {
      return;
    }
    double at = y(limit, high);
    to.empty(
        "line",
        "class",
        "limit " + kind,
        "x1",
        form.left,
        "x2",
        form.width - form.right,
        "y1",
        at,
        "y2",
        at);
    to.element(
        "text",
        kind + " " + Picture.number(limit),
        "class",
        "tick end " + kind,
        "x",
        form.width - form.right,
        "y",
        at - 3);
  }

  private void band(Markup to, double[] upTo, double high) {
    StringBuilder path = new StringBuilder();
    int begin = -1;
    for (int i = 0; i <= upTo.length; i++) {
      boolean there = i < upTo.length && Double.isFinite(upTo[i]);
      if (there && begin < 0) {
        begin = i;
      }
      if (!there && begin >= 0) {
        path.append('M')
            .append(Math.round(x(begin)))
            .append(' ')
            .append(Picture.coordinate(y(0, high)));
        String before = "";
        for (int k = begin; k < i; k++) {
          String at = Picture.coordinate(y(upTo[k], high));
          boolean turns = k + 1 == i || !at.equals(Picture.coordinate(y(upTo[k + 1], high)));
          if (!at.equals(before) || turns) {
            path.append('L').append(Math.round(x(k))).append(' ').append(at);
          }
          before = at;
        }
        path.append('V').append(Picture.coordinate(y(0, high))).append('Z');
        begin = -1;
      }
    }
    to.empty("path", "class", "band", "d", path);
  }

  private String path(double high) {
    StringBuilder path = new StringBuilder();
    double beforeX = 0;
    double beforeY = 0;
    boolean drawing = false;
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        drawing = false;
        continue;
      }
      // relative to the last point as it was written, so that rounding does not add up
      double nowX = Math.round(x(i));
      double nowY = Math.round(y(values[i], high) * 10) / 10.0;
      if (drawing) {
        String down = Picture.coordinate(nowY - beforeY);
        path.append('l').append(Picture.coordinate(nowX - beforeX));
        path.append(down.startsWith("-") ? "" : " ").append(down);
      } else {
        path.append('M')
            .append(Picture.coordinate(nowX))
            .append(' ')
            .append(Picture.coordinate(nowY));
      }
      beforeX = nowX;
      beforeY = nowY;
      drawing = true;
    }
    return path.toString();
  }

  /** A value with a gap on both sides has no line. */
  private void dots(Markup to, double high) {
    for (int i = 0; i < values.length; i++) {
      boolean before = i > 0 && !Double.isNaN(values[i - 1]);
      boolean after = i + 1 < values.length && !Double.isNaN(values[i + 1]);
      if (!Double.isNaN(values[i]) && !before && !after) {
        to.empty("circle", "class", "dot", "cx", x(i), "cy", y(values[i], high), "r", 2.5);
      }
    }
  }

  private void mark(Markup to, Mark mark, double high) {
    double value = values[mark.place];
    double at = y(Double.isFinite(value) ? value : high, high);
    String kind = mark.state.name().toLowerCase(Locale.ROOT);
    to.open("g", "class", "mark " + kind);
    to.element("title", mark.words);
    if (mark.state == Alert.State.RESOLVED) {
      to.empty("circle", "cx", x(mark.place), "cy", at, "r", 4.0);
    } else {
      String x = Picture.coordinate(x(mark.place));
      to.empty("path", "d", "M" + x + " " + Picture.coordinate(at - 6) + "l5 9h-10z");
    }
    to.close();
  }

  private void labels(Markup to) {
    int shown = Math.min(LABELS, labels.size());
    for (int i = 0; i < shown; i++) {
      int place = shown == 1 ? 0 : Math.round(i * (labels.size() - 1) / (float) (shown - 1));
      String side = shown == 1 || i > 0 && i < shown - 1 ? "middle" : i == 0 ? "start" : "end";
      to.element(
          "text", labels.get(place), "class", "tick " + side, "x", x(place), "y", form.height - 8);
    }
  }

  private String words() {
    double last = Double.NaN;
    double most = Double.NaN;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        last = value;
        most = Double.isNaN(most) ? value : Math.max(most, value);
      }
    }
    if (form == Form.SMALL) {
      return title + ", last " + Picture.number(last);
    }
    return title + " over " + values.length + " windows: last " + Picture.number(last)
        + ", highest "
        + Picture.number(most)
        + (Double.isNaN(warning) ? "" : ", a warning from " + Picture.number(warning))
        + (marks.isEmpty() ? "" : ", " + marks.size() + " turns of alarms");
  }
}
