package dev.leeway.baseline;

import dev.leeway.binning.CategoricalBinning;
import dev.leeway.binning.CoarseBinning;
import dev.leeway.binning.Counts;
import dev.leeway.statistic.KolmogorovSmirnov;
import dev.leeway.statistic.Psi;
import java.util.ArrayList;
import java.util.List;

/**
 * How much the chunks of the training data differ beyond sampling noise, computed when a baseline is built: it needs the
 * chunks' fine counts, which are not kept. Each chunk is compared with all others together.
 */
final class NaturalVariability {

  private static final double KS_MEAN = 0.8225;
  private static final double LEAST_POOL = 0.05 * 0.05;
  private static final double PRIOR = 0.1 * 0.1;
  private static final int FEWEST_ROWS_A_CHUNK = 5;

  private NaturalVariability() {}

  /** One signal: its total and the fine counts of its full chunks. */
  record Observed(Counts total, CoarseBinning view, List<Counts> chunks, long singletons) {}

  static List<Natural> of(List<Observed> signals) {
    List<Share> missing = new ArrayList<>();
    List<Share> unseen = new ArrayList<>();
    for (Observed signal : signals) {
      missing.add(missing(signal));
      if (signal.total.binning() instanceof CategoricalBinning categories) {
        unseen.add(unseen(signal, categories));
      }
    }
    double missingPool = pool(missing);
    double unseenPool = pool(unseen);
    List<Natural> natural = new ArrayList<>();
    int categorical = 0;
    for (int i = 0; i < signals.size(); i++) {
      Observed signal = signals.get(i);
      boolean numeric = signal.total.binning().ordered();
      natural.add(new Natural(
          psi(signal),
          numeric ? ks(signal) : 0,
          missing.get(i).with(missingPool),
          numeric ? null : unseen.get(categorical++).with(unseenPool)));
    }
    return natural;
  }

  private static double psi(Observed signal) {
    double excess = 0;
    double size = 0;
    int compared = 0;
    for (Counts chunk : signal.chunks) {
      Counts current = chunk.coarse(signal.view);
      Counts rest = signal.total.minus(chunk).coarse(signal.view);
      if (current.present() > 0 && rest.present() > 0) {
        double k = size(current, rest);
        excess +=
            k * Psi.standard().between(rest, current) - (Psi.standard().bins(rest, current) - 1);
        size += k;
        compared++;
      }
    }
    return compared == 0 ? 0 : Math.max(0, excess) / size;
  }

  private static double ks(Observed signal) {
    KolmogorovSmirnov statistic = new KolmogorovSmirnov();
    double excess = 0;
    double size = 0;
    int compared = 0;
    for (Counts chunk : signal.chunks) {
      Counts rest = signal.total.minus(chunk);
      if (chunk.present() > 0 && rest.present() > 0) {
        double k = size(chunk, rest);
        double d = statistic.between(rest, chunk);
        excess += k * d * d - KS_MEAN;
        size += k;
        compared++;
      }
    }
    return compared == 0 ? 0 : Math.max(0, excess) / size;
  }

  private static double size(Counts chunk, Counts rest) {
    double n = chunk.present();
    double m = rest.present();
    return n * m / (n + m);
  }

  private static Share missing(Observed signal) {
    Counts total = signal.total;
    long rows = total.missing() + total.unreadable();
    double own = 0;
    for (Counts chunk : signal.chunks) {
      long x = chunk.missing() + chunk.unreadable();
      own += spread(x, chunk.total(), rows - x, total.total() - chunk.total());
    }
    // of nothing there is no variation: chunks of unequal size would show one by the half row alone
    double spread = rows == 0 ? 0 : mean(own, signal.chunks.size());
    return new Share(spread, rows, signal.chunks.size());
  }

  /** Each chunk's categories that no other chunk has, against those that the others have once (Good-Turing). */
  private static Share unseen(Observed signal, CategoricalBinning categories) {
    Counts total = signal.total;
    double own = 0;
    for (Counts chunk : signal.chunks) {
      long onlyHere = 0;
      long onceElsewhere = 0;
      for (int bin = 0; bin < categories.categories().size(); bin++) {
        long elsewhere = total.count(bin) - chunk.count(bin);
        onlyHere += elsewhere == 0 ? chunk.count(bin) : 0;
        onceElsewhere += elsewhere == 1 ? 1 : 0;
      }
      own += spread(onlyHere, chunk.present(), onceElsewhere, total.present() - chunk.present());
    }
    return new Share(
        mean(own, signal.chunks.size()), Math.max(0, signal.singletons), signal.chunks.size());
  }

  /** (l - l of the rest)² less the sampling variance of both, with l the log-odds of x in n. */
  private static double spread(long x, long n, long restX, long restN) {
    if (n == 0 || restN == 0) {
      return 0;
    }
    double distance = logOdds(x, n) - logOdds(restX, restN);
    return distance * distance - variance(x, n) - variance(restX, restN);
  }

  private static double logOdds(long x, long n) {
    return Math.log((x + 0.5) / (n - x + 0.5));
  }

  private static double variance(long x, long n) {
    return 1 / (x + 0.5) + 1 / (n - x + 0.5);
  }

  private static double mean(double sum, int count) {
    return count == 0 ? 0 : Math.max(0, sum / count);
  }

  private static double pool(List<Share> shares) {
    double sum = PRIOR;
    int used = 0;
    for (Share share : shares) {
      if (share.chunks > 0 && share.rows >= (long) FEWEST_ROWS_A_CHUNK * share.chunks) {
        sum += share.own;
        used++;
      }
    }
    return Math.max(LEAST_POOL, sum / (used + 1));
  }

  private record Share(double own, long rows, int chunks) {
    Natural.ShareVariation with(double pool) {
      return new Natural.ShareVariation(own, pool, rows);
    }
  }
}
