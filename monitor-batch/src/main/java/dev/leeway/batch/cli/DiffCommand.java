package dev.leeway.batch.cli;

import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.SignalBaseline;
import dev.leeway.binning.CategoricalBinning;
import dev.leeway.binning.Counts;
import dev.leeway.binning.NumericBinning;
import dev.leeway.schema.Signal;
import dev.leeway.statistic.Psi;
import dev.leeway.statistic.StatisticResult;
import dev.leeway.statistic.Statistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Sets two baselines side by side. */
@Command(
    name = "diff",
    sortOptions = false,
    description = {
      "Sets two baselines side by side: schema, what moved, lineage.",
      "The second one's counts are moved onto the bins of the first by the mean of each bin, which is off by one bin's share"
          + " at most."
    },
    footer = {"", "Example:", "  leeway diff baselines#credit@6 baselines#credit@7"})
final class DiffCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "B1", description = "The earlier one, as in inspect.")
  private String earlier = "";

  @Parameters(index = "1", paramLabel = "B2", description = "The later one.")
  private String later = "";

  @Mixin
  @SuppressWarnings("UnusedVariable") // its option is all there is to it
  private final Help help = new Help();

  DiffCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  private record Moved(String name, double psi, double ks, String before, String after) {}

  @Override
  public Integer call() {
    Baseline first = BaselineReference.read(earlier);
    Baseline second = BaselineReference.read(later);
    line("1  " + head(first));
    line("2  " + head(second));
    if (first.digest().equals(second.digest())) {
      line("");
      line("They are the same baseline.");
      terminal.flush();
      return 0;
    }
    schema(first, second);
    lineage(first, second);
    moved(first, second);
    terminal.flush();
    return 0;
  }

  private void line(String text) {
    terminal.out().println(text);
  }

  private String head(Baseline read) {
    return terminal.bold(Words.safe(read.name())) + " "
        + terminal.grey(InspectCommand.shortened(read.digest()))
        + String.format(Locale.ROOT, "  %,d rows, made %s", read.rows(), read.created());
  }

  private void schema(Baseline first, Baseline second) {
    Map<String, Signal> before = byName(first);
    Map<String, Signal> after = byName(second);
    List<String> lines = new ArrayList<>();
    before.forEach((name, signal) -> {
      Signal other = after.get(name);
      if (other == null) {
        lines.add("- " + Words.safe(name) + "  " + words(signal));
      } else if (!other.equals(signal)) {
        lines.add("~ " + Words.safe(name) + "  " + words(signal) + " → " + words(other));
      }
    });
    after.forEach((name, signal) -> {
      if (!before.containsKey(name)) {
        lines.add("+ " + Words.safe(name) + "  " + words(signal));
      }
    });
    if (first.task() != second.task()) {
      lines.add("~ task  " + first.task() + " → " + second.task());
    }
    line("");
    line(terminal.bold("Schema"));
    if (lines.isEmpty()) {
      lines.add("the same " + before.size() + " signals");
    }
    lines.forEach(this::line);
  }

  private static Map<String, Signal> byName(Baseline read) {
    Map<String, Signal> signals = new LinkedHashMap<>();
    read.schemaSignals().forEach(signal -> signals.put(signal.name(), signal));
    return signals;
  }

  private static String words(Signal signal) {
    return (signal.type() + " " + signal.role()).toLowerCase(Locale.ROOT);
  }

  private void lineage(Baseline first, Baseline second) {
    Map<String, String> before = InspectCommand.lineage(first.lineage());
    Map<String, String> after = InspectCommand.lineage(second.lineage());
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "1", "2"));
    Map<String, String> all = new LinkedHashMap<>(before);
    after.forEach(all::putIfAbsent);
    for (String name : all.keySet()) {
      String one = before.getOrDefault(name, "-");
      String two = after.getOrDefault(name, "-");
      if (!one.equals(two)) {
        rows.add(List.of(Words.safe(name), Words.safe(one), Words.safe(two)));
      }
    }
    line("");
    line(terminal.bold("Lineage"));
    if (rows.size() == 1) {
      line("the same");
    } else {
      Words.table(rows).forEach(this::line);
    }
  }

  private void moved(Baseline first, Baseline second) {
    List<Moved> moved = new ArrayList<>();
    for (SignalBaseline one : first.signals()) {
      String name = one.signal().name();
      for (SignalBaseline two : second.signals()) {
        if (two.signal().name().equals(name)
            && two.signal().type() == one.signal().type()) {
          moved.add(moved(one, two));
        }
      }
    }
    moved.sort((a, b) -> Double.compare(b.psi, a.psi));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("signal", "psi", "ks", "missing", "1", "2"));
    for (Moved signal : moved) {
      rows.add(List.of(
          Words.safe(signal.name),
          Words.number(signal.psi),
          Words.number(signal.ks),
          missing(first.signal(signal.name).counts()) + " → "
              + missing(second.signal(signal.name).counts()),
          signal.before,
          signal.after));
    }
    line("");
    line(terminal.bold("What moved") + " (psi beyond what two samples of this size give)");
    Words.table(rows, false, true, true).forEach(this::line);
  }

  private static String missing(Counts counts) {
    return Words.percent((double) counts.missing() / counts.total());
  }

  private static Moved moved(SignalBaseline one, SignalBaseline two) {
    Counts now = onBinsOf(one, two);
    StatisticResult psi =
        Psi.standard().compare(one.counts().coarse(one.view()), now.coarse(one.view()));
    StatisticResult ks = one.signal().isNumeric() ? ks(one.counts(), now) : null;
    return new Moved(
        one.signal().name(),
        psi.hasValue() ? Math.max(0, psi.excess()) : Double.NaN,
        ks == null ? Double.NaN : ks.value(),
        InspectCommand.range(one),
        InspectCommand.range(two));
  }

  private static @Nullable StatisticResult ks(Counts reference, Counts current) {
    return Statistics.standard().stream()
        .filter(statistic -> statistic.name().equals("ks"))
        .map(statistic -> statistic.compare(reference, current))
        .findFirst()
        .orElse(null);
  }

  /** The second one's counts, each bin in the bin of the first that its mean or its category belongs to. */
  private static Counts onBinsOf(SignalBaseline one, SignalBaseline two) {
    long[] counts = new long[one.binning().bins()];
    if (one.binning() instanceof NumericBinning to
        && two.binning() instanceof NumericBinning from) {
      for (int bin = 0; bin < from.orderedBins(); bin++) {
        if (two.counts().count(bin) > 0) {
          counts[to.bin(from.position(bin))] += two.counts().count(bin);
        }
      }
      counts[to.missing()] += two.counts().count(from.missing());
      counts[to.notANumber()] += two.counts().count(from.notANumber());
      counts[to.unreadable()] += two.counts().count(from.unreadable());
    } else if (one.binning() instanceof CategoricalBinning to
        && two.binning() instanceof CategoricalBinning from) {
      for (int bin = 0; bin < from.categories().size(); bin++) {
        counts[to.bin(from.categories().get(bin))] += two.counts().count(bin);
      }
      int rare = to.isCapped() ? to.other() : to.unseen();
      counts[rare] += two.counts().count(from.other()) + two.counts().count(from.unseen());
      counts[to.missing()] += two.counts().count(from.missing());
      counts[to.unreadable()] += two.counts().count(from.unreadable());
    }
    return Counts.of(one.binning(), counts);
  }
}
