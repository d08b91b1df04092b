package dev.leeway.report;

import dev.leeway.judgement.BinShift;
import java.util.List;

/** The bins that moved most, largest part of PSI first. */
final class Moved {

  private static final int SHOWN = 5;

  private final List<BinShift> bins;

  Moved(List<BinShift> bins) {
    this.bins = bins.subList(0, Math.min(SHOWN, bins.size()));
  }

  void write(Markup to) {
    to.open("table", "class", "plain numbers")
        .open("caption")
        .text("The bins that moved most")
        .close();
    to.open("thead").open("tr");
    for (String head : List.of("Bin", "In training", "Now", "Part of PSI")) {
      to.element("th", head, "scope", "col");
    }
    to.close(2).open("tbody");
    for (BinShift bin : bins) {
      to.open("tr").open("th", "scope", "row").open("bdi").text(bin.bin()).close(2);
      to.element("td", Picture.percent(bin.reference()));
      to.element("td", Picture.percent(bin.current()));
      to.element("td", Picture.number(bin.contribution())).close();
    }
    to.close(2);
  }
}
