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
    FULL(720, 170, 60, 12, 10, 26),
    /** Beside a sentence: half as wide, so that its letters stay readable. */
    NARROW(400, 150, 48, 8, 10, 24),
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
  private static final int FEW_LABELS = 3;
  private static final double ROOM = 1.08;
  private static final double LETTERS = 14;
  private static final double AROUND = 0.1;

  private final String title;
  private final String unit;
  private final List<String> labels;
  private final double[] values;
  private double @Nullable [] noise;
  private double warning = Double.NaN;
  private double critical = Double.NaN;
  private double level = Double.NaN;
  private boolean shares;
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

  /** The number of the training data, for a quantity that may move either way: the axis need not begin at 0 then. */
  Series level(double reference) {
    this.level = reference;
    return this;
  }

  /** The values are shares: written as percents. */
  Series shares() {
    this.shares = true;
    return this;
  }

  Series narrow() {
    this.form = Form.NARROW;
    return this;
  }

  /** Without an axis of time, for numbers beside the ones that matter first. */
  Series small() {
    this.form = Form.SMALL;
    return this;
  }

  Series mark(int place, Alert.State state, String words) {
    marks.add(new Mark(place, state, words));
    return this;
  }

  /** Whether an alarm turned in it. */
  boolean isMarked() {
    return !marks.isEmpty();
  }

  boolean hasValues() {
    for (double value : values) {
      if (!Double.isNaN(value)) {
        return true;
      }
    }
    return false;
  }

  /** Whether any value is more than 0. */
  boolean rises() {
    for (double value : values) {
      if (value > 0) {
        return true;
      }
    }
    return false;
  }

  /** From the lowest to the highest number that the picture has to show. */
  private record Scale(double low, double high, Form form) {

    double y(double value) {
      double inside = Math.min(1, Math.max(0, (value - low) / (high - low)));
      return form.top + (form.height - form.top - form.bottom) * (1 - inside);
    }
  }

  private Scale scale() {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      low = Double.isFinite(value) ? Math.min(low, value) : low;
      high = Double.isFinite(value) ? Math.max(high, value) : high;
    }
    if (!Double.isNaN(level)) {
      low = Math.min(low, level);
      high = Math.max(high, level);
      double room = high > low ? (high - low) * AROUND : Math.max(Math.abs(high), 1) * AROUND;
      // a share or a size that has no negative value does not get room below 0
      return new Scale(low >= 0 ? Math.max(0, low - room) : low - room, high + room, form);
    }
    low = low < 0 ? low * ROOM : 0;
    high = Math.max(high, 0);
    for (int i = 0; noise != null && i < noise.length; i++) {
      high = Double.isFinite(noise[i]) ? Math.max(high, noise[i]) : high;
    }
    // a limit far above all values would press them to the ground
    if (warning <= 4 * high || high == 0) {
      high = Math.max(high, Double.isNaN(warning) ? 0 : warning);
    }
    if (critical <= 2 * high) {
      high = Math.max(high, critical);
    }
    return new Scale(low, high == 0 && low == 0 ? 1 : high * ROOM, form);
  }

  private double x(int place) {
    double step =
        values.length == 1 ? 0 : (form.width - form.left - form.right) / (values.length - 1);
    return values.length == 1
        ? (form.left + form.width - form.right) / 2
        : form.left + place * step;
  }

  private String number(double value) {
    return shares ? Picture.percent(value) : Picture.number(value);
  }

  void write(Markup to) {
    if (!hasValues()) {
      return;
    }
    Scale scale = scale();
    to.open("figure", "class", form == Form.FULL ? "series" : "series part");
    to.open("figcaption")
        .open("strong")
        .open("bdi")
        .text(title)
        .close(2)
        .text(" " + unit)
        .close();
    to.open(
        "svg",
        "class",
        form == Form.FULL ? "chart wide" : "chart",
        "viewBox",
        "0 0 " + (int) form.width + " " + (int) form.height,
        "role",
        "img",
        "aria-label",
        words());
    axis(to, scale);
    if (noise != null) {
      band(to, noise, scale);
    }
    line(to, warning, scale, "limit warning");
    line(to, critical, scale, "limit critical");
    line(to, level, scale, "limit level");
    to.empty("path", "class", "line", "d", path(scale));
    dots(to, scale);
    for (Mark mark : marks) {
      mark(to, mark, scale);
    }
    words(to, warning, scale, "warning");
    words(to, critical, scale, "critical");
    words(to, level, scale, "training");
    if (form != Form.SMALL) {
      labels(to);
    }
    to.close(2);
  }

  private void axis(Markup to, Scale scale) {
    StringBuilder grid = new StringBuilder();
    List<Double> ticks = Picture.ticks(scale.low, scale.high, form == Form.SMALL ? 3 : TICKS);
    for (double tick : ticks) {
      grid.append('M')
          .append(Picture.coordinate(form.left))
          .append(' ')
          .append(Picture.coordinate(scale.y(tick)))
          .append('H')
          .append(Picture.coordinate(form.width - form.right));
    }
    to.empty("path", "class", "grid", "d", grid);
    List<Double> named = form == Form.SMALL ? ticks.subList(ticks.size() - 1, ticks.size()) : ticks;
    for (double tick : named) {
      to.element("text", number(tick), "class", "end", "x", form.left - 6, "y", scale.y(tick) + 4);
    }
  }

  private static boolean isShown(double value, Scale scale) {
    return value >= scale.low && value <= scale.high;
  }

  private void line(Markup to, double value, Scale scale, String kind) {
    if (isShown(value, scale)) {
      double at = scale.y(value);
      to.empty(
          "line",
          "class",
          kind,
          "x1",
          form.left,
          "x2",
          form.width - form.right,
          "y1",
          at,
          "y2",
          at);
    }
  }

  /** How near the curve comes to a limit in the first or the last fifth of the picture. */
  private double distance(double limit, boolean first) {
    int fifth = Math.max(1, values.length / 5);
    double nearest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < fifth; i++) {
      double value = values[first ? i : values.length - 1 - i];
      nearest = Double.isNaN(value) ? nearest : Math.min(nearest, Math.abs(value - limit));
    }
    return nearest;
  }

  /** After the curve, so that it does not run through them. */
  private void words(Markup to, double value, Scale scale, String kind) {
    if (isShown(value, scale) && form != Form.SMALL) {
      double above = scale.y(value) - 4;
      boolean crowded = value == warning
          && isShown(critical, scale)
          && scale.y(warning) - scale.y(critical) < LETTERS;
      boolean left = distance(value, true) > distance(value, false);
      to.element(
          "text",
          kind + " " + number(value),
          "class",
          (left ? "start " : "end ") + kind,
          "x",
          left ? form.left + 4 : form.width - form.right,
          "y",
          above < form.top + 6 || crowded ? scale.y(value) + 13 : above);
    }
  }

  private void band(Markup to, double[] upTo, Scale scale) {
    for (int i = 0; i < upTo.length; i++) {
      int begin = i;
      Polyline line = new Polyline();
      line.to(x(i), scale.y(0));
      for (; i < upTo.length && Double.isFinite(upTo[i]); i++) {
        line.to(x(i), scale.y(upTo[i]));
      }
      if (i > begin) {
        line.to(x(i - 1), scale.y(0));
        to.empty("path", "class", "band", "d", line.path(true));
      }
    }
  }

  private String path(Scale scale) {
    Polyline line = new Polyline();
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        line.lift();
      } else {
        line.to(x(i), scale.y(values[i]));
      }
    }
    return line.path(false);
  }

  /** A value with a gap on both sides has no line. */
  private void dots(Markup to, Scale scale) {
    for (int i = 0; i < values.length; i++) {
      boolean before = i > 0 && !Double.isNaN(values[i - 1]);
      boolean after = i + 1 < values.length && !Double.isNaN(values[i + 1]);
      if (!Double.isNaN(values[i]) && !before && !after) {
        to.empty("circle", "class", "dot", "cx", x(i), "cy", scale.y(values[i]), "r", 2.5);
      }
    }
  }

  private void mark(Markup to, Mark mark, Scale scale) {
    double value = values[mark.place];
    double at = scale.y(Double.isFinite(value) ? value : scale.high);
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
    int shown = Math.min(form == Form.FULL ? LABELS : FEW_LABELS, labels.size());
    for (int i = 0; i < shown; i++) {
      int place = shown == 1 ? 0 : Math.round(i * (labels.size() - 1) / (float) (shown - 1));
      String side = shown == 1 || i > 0 && i < shown - 1 ? "middle" : i == 0 ? "start" : "end";
      to.element("text", labels.get(place), "class", side, "x", x(place), "y", form.height - 8);
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
      return title + ", last " + number(last);
    }
    return title + " over " + values.length + " windows: last " + number(last)
        + ", highest "
        + number(most)
        + (Double.isNaN(level) ? "" : ", in training " + number(level))
        + (Double.isNaN(warning) ? "" : ", a warning from " + number(warning))
        + (marks.isEmpty() ? "" : ", " + marks.size() + " turns of alarms");
  }
}
