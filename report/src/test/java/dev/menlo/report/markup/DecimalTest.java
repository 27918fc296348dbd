package dev.menlo.report.markup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "-739.83452, −739.835",
    "0.00012345678, 0.000123457",
    "0.0000123, 1.23×10⁻⁵",
    "1234567, 1234570",
    "12345678, 1.23457×10⁷",
    "-1.5e-9, −1.5×10⁻⁹",
    "999999.6, 1000000"
  })
  void roundsToSignificantDigits(double value, String text) {
    assertThat(Decimal.significant(value, 6)).isEqualTo(text);
  }

  @Test
  void writesWhatIsNoNumber() {
    assertThat(Decimal.significant(Double.NaN, 6)).isEqualTo(".");
    assertThat(Decimal.fixed(Double.NaN, 2)).isEqualTo(".");
    assertThat(Decimal.significant(Double.NEGATIVE_INFINITY, 6)).isEqualTo("−∞");
  }

  @Test
  void fixesDecimalsWithoutANegativeZero() {
    assertThat(Decimal.fixed(-0.0004, 3)).isEqualTo("0.000");
    assertThat(Decimal.fixed(-1.25, 1)).isEqualTo("−1.2");
    assertThat(Decimal.fixed(2, 0)).isEqualTo("2");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "-0.001, 0", "1.005, 1", "12.5, 12.5", "-3.14159, -3.14", "100.1, 100.1"})
  void writesCoordinatesShortly(double value, String text) {
    assertThat(Decimal.coordinate(value)).isEqualTo(text.equals("0") ? "0" : text);
  }

  @Test
  void separatesThousands() {
    assertThat(Decimal.count(9999)).isEqualTo("9999");
    assertThat(Decimal.count(1234567)).isEqualTo("1\u202f234\u202f567");
  }
}
