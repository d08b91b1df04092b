package dev.leeway.report;

import dev.leeway.judgement.SignalEvaluation;
import dev.leeway.judgement.Status;
import java.util.List;

/** Signals by windows: where and when something was found. One path for each status, so that it stays small. */
final class HeatMap {

  private static final double LEFT = 170;
  private static final double WIDTH = 900;
  private static final double ROW = 15;
  private static final double BOTTOM = 24;
  private static final int LABELS = 6;
  private static final double LETTERS = 11;

  private final Facts facts;
  private final Course course;
  private final List<SignalEvaluation> signals;

  HeatMap(Facts facts) {
    this.facts = facts;
    this.course = facts.course();
    this.signals = facts.worstFirst();
  }

  void write(Markup to) {
    to.open("p", "class", "legend");
    for (Status status :
        new Status[] {Status.OK, Status.WARNING, Status.CRITICAL, Status.NO_DATA}) {
      to.element("span", "", "class", "key cell " + Words.key(status))
          .text(Words.of(status) + "  ");
    }
    to.close();
    to.open(
        "div",
        "class",
        "scroll",
        "tabindex",
        "0",
        "role",
        "region",
        "aria-label",
        "Signals by windows");
    picture(to);
    to.close();
  }

  private void picture(Markup to) {
    double cell = (WIDTH - LEFT) / course.groups();
    double height = signals.size() * ROW + BOTTOM;
    to.open(
        "svg",
        "class",
        "chart heat",
        "viewBox",
        "0 0 " + (int) WIDTH + " " + (int) height,
        "role",
        "img",
        "aria-label",
        "Status of " + signals.size() + " signals over " + course.size() + " windows");
    for (int row = 0; row < signals.size(); row++) {
      to.open("a", "href", "#" + facts.anchor(signals.get(row)));
      to.element(
          "text",
          Picture.fitting(signals.get(row).name(), LEFT - 10, LETTERS),
          "class",
          "end",
          "x",
          LEFT - 8,
          "y",
          row * ROW + ROW - 4);
      to.close();
    }
    for (Status status : Status.values()) {
      StringBuilder path = new StringBuilder();
      for (int row = 0; row < signals.size(); row++) {
        int begin = -1;
        for (int i = 0; i <= course.groups(); i++) {
          boolean same = i < course.groups() && course.status(signals.get(row).name(), i) == status;
          if (same && begin < 0) {
            begin = i;
          }
          if (!same && begin >= 0) {
            double width = (i - begin) * cell - (cell > 4 ? 1 : 0);
            path.append('M')
                .append(Picture.coordinate(LEFT + begin * cell))
                .append(' ')
                .append(Picture.coordinate(row * ROW + 1))
                .append('h')
                .append(Picture.coordinate(width))
                .append('v')
                .append(Picture.coordinate(ROW - 2))
                .append('h')
                .append(Picture.coordinate(-width))
                .append('z');
            begin = -1;
          }
        }
      }
      if (path.length() > 0) {
        to.open("path", "class", "cell " + Words.key(status), "d", path);
        to.element("title", Words.of(status)).close();
      }
    }
    List<String> labels = course.labels();
    int shown = Math.min(LABELS, labels.size());
    for (int i = 0; i < shown; i++) {
      int place = shown == 1 ? 0 : Math.round(i * (labels.size() - 1) / (float) (shown - 1));
      String side = i == 0 ? "start" : i == shown - 1 ? "end" : "middle";
      to.element(
          "text",
          labels.get(place),
          "class",
          side,
          "x",
          LEFT + (place + 0.5) * cell,
          "y",
          height - 7);
    }
    to.close();
  }
}
