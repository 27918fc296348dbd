package dev.menlo.report.markup;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as text, the same on every machine and in every locale. */
public final class Decimal {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private Decimal() {}

  /** A coordinate of a drawing: at most two decimals, as short as it can be. */
  public static String coordinate(double value) {
    long hundredths = Math.round(value * 100);
    long whole = Math.abs(hundredths) / 100;
    int rest = (int) (Math.abs(hundredths) % 100);
    StringBuilder text = new StringBuilder(hundredths < 0 ? "-" : "").append(whole);
    if (rest != 0) {
      text.append('.').append(rest / 10);
      if (rest % 10 != 0) {
        text.append(rest % 10);
      }
    }
    return text.toString();
  }

  /**
   * A number to read, rounded to some significant digits, with a true minus sign: {@code −0.0123},
   * {@code 1.5×10⁻⁹}; a full stop where there is none (NaN), as in menl's tables.
   */
  public static String significant(double value, int digits) {
    if (Double.isNaN(value)) {
      return ".";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    boolean scientific = exponent < -4 || exponent >= Math.max(digits, 7);
    return scientific
        ? signed(plain(rounded.scaleByPowerOfTen(-exponent))) + "×10" + superscript(exponent)
        : signed(plain(rounded));
  }

  /** A number with a fixed count of decimals, and a true minus sign. */
  public static String fixed(double value, int decimals) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return significant(value, 1);
    }
    BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
    return signed(rounded.signum() == 0 ? rounded.abs().toPlainString() : rounded.toPlainString());
  }

  /** A whole number with thin spaces between thousands from 10 000 on. */
  public static String count(long value) {
    String digits = Long.toString(value);
    return Math.abs(value) < 10_000
        ? digits
        : digits.replaceAll("(?<=\\d)(?=(\\d{3})+$)", "\u202f");
  }

  /** Digits of an exponent. */
  public static String superscript(int exponent) {
    StringBuilder text = new StringBuilder(exponent < 0 ? "⁻" : "");
    for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
      text.append(SUPERSCRIPTS.charAt(digit - '0'));
    }
    return text.toString();
  }

  private static String plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
  }

  private static String signed(String digits) {
    return digits.replace('-', '−');
  }
}
