package dev.leeway.report;

import dev.leeway.judgement.BinShift;
import dev.leeway.judgement.SignalEvaluation;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** The reference's and the window's shares on the bins, side by side. */
final class Distribution {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}");

  private final String name;
  private final List<BinShift> bins;
  private final boolean ordered;
  private final double most;

  private Distribution(String name, List<BinShift> bins, boolean ordered) {
    this.name = name;
    this.bins = bins;
    this.ordered = ordered;
    this.most = most(bins);
  }

  /** Of a signal's values. */
  static Distribution of(SignalEvaluation signal) {
    return new Distribution(
        "Shares of " + signal.name(), inOrder(signal.bins()), signal.signal().isNumeric());
  }

  /** Of one share of a signal's records, such as that of the missing ones. */
  static Distribution ofShare(SignalEvaluation signal, BinShift share) {
    return new Distribution("Share " + share.bin() + " of " + signal.name(), List.of(share), false);
  }

  /**
   * The bins of the shape in the order of their values, or of the frequency of their categories; categories that are numbers, such as
   * months, in the order of these.
   */
  static List<BinShift> inOrder(List<BinShift> shifts) {
    List<BinShift> bins = shifts.stream()
        .filter(bin -> bin.place() >= 0)
        .sorted(Comparator.comparingInt(BinShift::place))
        .toList();
    boolean numbers = bins.stream()
        .allMatch(bin -> bin.bin().startsWith("(") || NUMBER.matcher(bin.bin()).matches());
    return numbers
        ? bins.stream().sorted(Comparator.comparingDouble(Distribution::number)).toList()
        : bins;
  }

  /** What is no number, such as all others, comes last. */
  private static double number(BinShift bin) {
    return bin.bin().startsWith("(") ? Double.POSITIVE_INFINITY : Double.parseDouble(bin.bin());
  }

  static double most(List<BinShift> bins) {
    double most = 0;
    for (BinShift bin : bins) {
      most = Math.max(most, Math.max(bin.reference(), bin.current()));
    }
    return most;
  }

  boolean hasValues() {
    return most > 0;
  }

  void write(Markup to) {
    if (!hasValues()) {
      return;
    }
    to.open("figure", "class", "bars");
    to.open("figcaption");
    to.element("span", "", "class", "key reference").text("training  ");
    to.element("span", "", "class", "key current").text("this window");
    to.close();
    String words = name + " on " + bins.size() + (bins.size() == 1 ? " bin" : " bins")
        + ", in training and in this window";
    if (ordered) {
      new Columns(bins, most).write(to, words);
    } else {
      new Rows(bins, most).write(to, words);
    }
    to.close();
  }
}
