package dev.menlo.engine.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

class LogarithmTableTest {
  private static final MathContext DIGITS = new MathContext(40);

  @Test
  void bothPartsAreThoseOfLogarithmsTo40Digits() {
    assertThat(LogarithmTable.HIGH).hasSameSizeAs(LogarithmTable.LOW).hasSize(92);
    for (int i = 0; i < LogarithmTable.HIGH.length; i++) {
      BigDecimal log = minusLog(Power.reciprocal(i));
      double high = Math.rint(log.doubleValue() * 0x1p42) * 0x1p-42;

      assertThat(LogarithmTable.HIGH[i]).as("high " + i).isEqualTo(high);
      assertThat(LogarithmTable.LOW[i])
          .as("low " + i)
          .isEqualTo(log.subtract(new BigDecimal(high)).doubleValue());
    }
  }

  /** - ln c = 2 atanh((1 - c) / (1 + c)), |ln c| &lt; .4. */
  private static BigDecimal minusLog(double c) {
    BigDecimal exact = new BigDecimal(c);
    BigDecimal s = BigDecimal.ONE.subtract(exact).divide(BigDecimal.ONE.add(exact), DIGITS);
    BigDecimal square = s.multiply(s, DIGITS);
    BigDecimal power = s.add(s);
    BigDecimal sum = BigDecimal.ZERO;
    for (int n = 1; n < 60; n += 2) {
      sum = sum.add(power.divide(BigDecimal.valueOf(n), DIGITS));
      power = power.multiply(square, DIGITS);
    }
    return sum;
  }
}
