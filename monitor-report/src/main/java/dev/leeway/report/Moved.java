package dev.leeway.report;

import dev.leeway.judgement.BinShift;
import java.util.List;

/** The bins that moved most, largest part of PSI first. */
final class Moved {

  private static final int SHOWN = 5;

  private final String signal;
  private final List<BinShift> bins;

  Moved(String signal, List<BinShift> bins) {
    this.signal = signal;
    this.bins = bins.subList(0, Math.min(SHOWN, bins.size()));
  }

  void write(Markup to) {
    to.element("p", "The bins that moved most", "class", "check");
    Words.table(
        to,
        "Bins of " + signal + " that moved most",
        "plain numbers",
        List.of("Bin", "In training", "Now", "Part of PSI"));
    for (BinShift bin : bins) {
      to.open("tr").open("th", "scope", "row").open("bdi").text(bin.bin()).close(2);
      to.element("td", Picture.percent(bin.reference()));
      to.element("td", Picture.percent(bin.current()));
      to.element("td", Picture.number(bin.contribution())).close();
    }
    to.close(3);
  }
}
