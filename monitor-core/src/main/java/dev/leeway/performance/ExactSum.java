package dev.leeway.performance;

import java.util.Arrays;

/**
 * A sum of doubles without any rounding, so that it is the same in every order, and a part can be taken away again. A fixed-point
 * number that is wide enough for every double, in limbs of 32 bits with room for carries (Neal 2015, "Fast exact summation using
 * small and large superaccumulators"). Finite numbers only.
 */
final class ExactSum {

  private static final int LIMB_BITS = 32;
  private static final long LIMB = (1L << LIMB_BITS) - 1;
  // 2,046 positions of the lowest bit of a mantissa, 53 bits of it, and 64 bits for the number of
  // terms
  private static final int LIMBS = (2046 + 53 + 64) / LIMB_BITS + 2;
  private static final int MOST_ADDED = 1 << 28;
  private static final int MANTISSA_BITS = 52;
  private static final int LOWEST_EXPONENT = -1074;

  private final long[] limbs = new long[LIMBS];
  private int added;

  void add(double value) {
    accumulate(value, 1);
  }

  void subtract(double value) {
    accumulate(value, -1);
  }

  private void accumulate(double value, int sign) {
    if (value == 0) {
      return;
    }
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> MANTISSA_BITS) & 0x7ff;
    long mantissa = bits & ((1L << MANTISSA_BITS) - 1);
    if (exponent == 0) {
      exponent = 1;
    } else {
      mantissa |= 1L << MANTISSA_BITS;
    }
    int limb = (exponent - 1) / LIMB_BITS;
    int shift = (exponent - 1) % LIMB_BITS;
    long low = (mantissa & LIMB) << shift;
    long high = (mantissa >>> LIMB_BITS) << shift;
    int signed = bits < 0 ? -sign : sign;
    limbs[limb] += signed * (low & LIMB);
    limbs[limb + 1] += signed * ((low >>> LIMB_BITS) + (high & LIMB));
    limbs[limb + 2] += signed * (high >>> LIMB_BITS);
    added++;
    if (added == MOST_ADDED) {
      carry();
    }
  }

  /** Brings all limbs but the highest one into [0, 2^32): one form for each number. */
  private void carry() {
    for (int i = 0; i + 1 < LIMBS; i++) {
      limbs[i + 1] += limbs[i] >> LIMB_BITS;
      limbs[i] &= LIMB;
    }
    added = 0;
  }

  void add(ExactSum other) {
    carry();
    other.carry();
    for (int i = 0; i < LIMBS; i++) {
      limbs[i] += other.limbs[i];
    }
    carry();
  }

  /** The double nearest to the sum, ties to even; infinite where it is too large for one. */
  double value() {
    carry();
    long[] size = limbs.clone();
    boolean negative = size[LIMBS - 1] < 0;
    if (negative) {
      long borrow = 0;
      for (int i = 0; i < LIMBS; i++) {
        long limb = -size[i] + borrow;
        size[i] = i + 1 < LIMBS ? limb & LIMB : limb;
        borrow = i + 1 < LIMBS ? limb >> LIMB_BITS : 0;
      }
    }
    int top = LIMBS - 1;
    while (top >= 0 && size[top] == 0) {
      top--;
    }
    if (top < 0) {
      return 0;
    }
    double magnitude = rounded(size, top * LIMB_BITS + 63 - Long.numberOfLeadingZeros(size[top]));
    return negative ? -magnitude : magnitude;
  }

  /** From the 53 bits below the highest one, and whether anything stands below them. */
  private static double rounded(long[] size, int highest) {
    int lowest = Math.max(0, highest - MANTISSA_BITS);
    long mantissa = 0;
    for (int bit = highest; bit >= lowest; bit--) {
      mantissa = mantissa << 1 | bit(size, bit);
    }
    if (lowest > 0 && bit(size, lowest - 1) == 1) {
      boolean more = (mantissa & 1) == 1;
      for (int bit = 0; bit < lowest - 1 && !more; bit++) {
        more = bit(size, bit) == 1;
      }
      mantissa += more ? 1 : 0;
    }
    return Math.scalb((double) mantissa, lowest + LOWEST_EXPONENT);
  }

  private static long bit(long[] size, int bit) {
    int limb = Math.min(bit / LIMB_BITS, LIMBS - 1);
    return size[limb] >>> bit - limb * LIMB_BITS & 1;
  }

  ExactSum copy() {
    ExactSum copy = new ExactSum();
    copy.add(this);
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof ExactSum that)) {
      return false;
    }
    carry();
    that.carry();
    return Arrays.equals(limbs, that.limbs);
  }

  @Override
  public int hashCode() {
    carry();
    return Arrays.hashCode(limbs);
  }
}
