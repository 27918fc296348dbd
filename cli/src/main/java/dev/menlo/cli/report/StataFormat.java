package dev.menlo.cli.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Numbers as Stata's general formats print them, so that published tables can be compared digit by
 * digit.
 *
 * <p>{@code %w.0g} keeps a place for the sign: w - 1 characters are for the digits, so at most w -
 * 2 significant digits beside the point. There is no zero before the point and none at the end:
 * {@code .8031811}, {@code 191.049}. Below 1e-5, and where the integer part is longer than w - 2
 * digits, the number has an exponent: {@code 1.07e-14}. Missing is {@code "."}.
 */
public final class StataFormat {
  private static final int TABLE_WIDTH = 9;
  private static final int LIKELIHOOD_WIDTH = 10;
  private static final BigDecimal SMALLEST_FIXED = new BigDecimal("1e-5");

  private StataFormat() {}

  /** {@code %9.0g}: estimates, standard errors and bounds. */
  public static String general(double value) {
    return general(value, TABLE_WIDTH);
  }

  /** {@code %10.0g}: log likelihoods. */
  public static String logLikelihood(double value) {
    return general(value, LIKELIHOOD_WIDTH);
  }

  /** {@code %w.df}: a fixed number of decimals. */
  public static String fixed(double value, int decimals) {
    return Double.isNaN(value) ? "." : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** {@code %w.0fc}: a count with commas between thousands. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String general(double value, int width) {
    if (Double.isNaN(value)) {
      return ".";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return "0";
    }
    String sign = value < 0 ? "-" : "";
    return sign + magnitude(new BigDecimal(Math.abs(value)), width - 2);
  }

  /** A positive number in at most {@code digits} significant digits and one more character. */
  private static String magnitude(BigDecimal value, int digits) {
    BigDecimal rounded = value.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    if (rounded.compareTo(SMALLEST_FIXED) < 0 || integerDigits(rounded) > digits) {
      return exponential(value, digits + 1);
    }
    if (rounded.scale() > digits) {
      rounded = value.setScale(digits, RoundingMode.HALF_EVEN);
    }
    String text = rounded.toPlainString();
    if (text.indexOf('.') >= 0) {
      text = text.replaceAll("\\.?0+$", "");
    }
    return text.startsWith("0.") ? text.substring(1) : text;
  }

  private static int integerDigits(BigDecimal value) {
    return value.precision() - value.scale();
  }

  /** {@code d.dde-dd}, with fewer decimals where the exponent has three digits. */
  private static String exponential(BigDecimal value, int characters) {
    String text = "";
    for (int decimals = 2; decimals >= 0; decimals--) {
      text = String.format(Locale.ROOT, "%." + decimals + "e", value);
      if (text.length() <= characters) {
        break;
      }
    }
    return text;
  }
}
