package dev.leeway.judgement;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as people read them, in any locale the same. */
final class Text {

  private Text() {}

  static String number(double value) {
    if (!Double.isFinite(value)) {
      return String.valueOf(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros();
    return Math.abs(value) >= 1e-4 && Math.abs(value) < 1e7 || value == 0
        ? rounded.toPlainString()
        : rounded.toString();
  }

  static String percent(double share) {
    if (!Double.isFinite(share)) {
      return "no part";
    }
    BigDecimal percent = new BigDecimal(share * 100);
    BigDecimal shown = share < 0.1
        ? percent.round(new MathContext(2))
        : percent.setScale(0, RoundingMode.HALF_EVEN);
    return shown.signum() == 0 ? "0 %" : shown.stripTrailingZeros().toPlainString() + " %";
  }
}
