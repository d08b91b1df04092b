package dev.leeway.benchmarks.laws;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws counts of n independent rows over bins. */
abstract class Multinomial {

  /** Adds n rows to the counts, which must be 0. */
  abstract void draw(long[] counts, int n, SplittableRandom random);

  /** Equal shares; of 16 bins (a power of two) by fair splits, 64 rows at a time. */
  static Multinomial equal(int bins) {
    return Integer.bitCount(bins) == 1 ? new Halves(bins) : shares(equalShares(bins));
  }

  private static double[] equalShares(int bins) {
    double[] shares = new double[bins];
    Arrays.fill(shares, 1.0 / bins);
    return shares;
  }

  /** Any shares that add up to 1, by Walker's alias table. */
  static Multinomial shares(double... shares) {
    return new Alias(shares);
  }

  private static final class Halves extends Multinomial {
    private final int bins;

    Halves(int bins) {
      this.bins = bins;
    }

    @Override
    void draw(long[] counts, int n, SplittableRandom random) {
      counts[0] = n;
      for (int width = bins; width > 1; width /= 2) {
        for (int begin = 0; begin < bins; begin += width) {
          int half = binomial(counts[begin], random);
          counts[begin + width / 2] = half;
          counts[begin] -= half;
        }
      }
    }

    private static int binomial(long n, SplittableRandom random) {
      int heads = 0;
      long left = n;
      for (; left >= 64; left -= 64) {
        heads += Long.bitCount(random.nextLong());
      }
      return left == 0 ? heads : heads + Long.bitCount(random.nextLong() >>> (64 - left));
    }
  }

  private static final class Alias extends Multinomial {
    private final double[] keep;
    private final int[] other;

    Alias(double[] shares) {
      int bins = shares.length;
      keep = new double[bins];
      other = new int[bins];
      double[] scaled = new double[bins];
      int[] small = new int[bins];
      int[] large = new int[bins];
      int smalls = 0;
      int larges = 0;
      for (int i = 0; i < bins; i++) {
        scaled[i] = shares[i] * bins;
        if (scaled[i] < 1) {
          small[smalls++] = i;
        } else {
          large[larges++] = i;
        }
      }
      while (smalls > 0 && larges > 0) {
        int less = small[--smalls];
        int more = large[larges - 1];
        keep[less] = scaled[less];
        other[less] = more;
        scaled[more] -= 1 - scaled[less];
        if (scaled[more] < 1) {
          larges--;
          small[smalls++] = more;
        }
      }
      while (larges > 0) {
        keep[large[--larges]] = 1;
      }
      while (smalls > 0) {
        keep[small[--smalls]] = 1;
      }
    }

    @Override
    void draw(long[] counts, int n, SplittableRandom random) {
      for (int i = 0; i < n; i++) {
        double place = random.nextDouble() * keep.length;
        int bin = (int) place;
        counts[place - bin < keep[bin] ? bin : other[bin]]++;
      }
    }
  }
}
