package dev.menlo.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers as Stata prints them; the texts are those of published menl output. */
class StataFormatTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "191.049", "722.556", "344.1624", "16.15403", "35.15082", "27.14739", "159.3877",
        "222.7103", "991.1514", "639.4636", "279.8776", "3510.038", "61.56371", "15.89568",
        "37.11466", "102.1184", "191.1332", "722.7144", "345.2863", "15.96228", "34.94627",
        "27.70935", "970.67", "140.9707", "248.5962", "59.43549", "665.4967", "2669.433",
        "1397.996", "18.44102", "253.2113", "3721.004", "1.07e-14", "1.85e+18", ".0040617",
        "1.52e+07", "32.35519", "109.1812", "19.25314", "55.01999", "8.403468", ".8031811",
        ".7272491", ".3152551", "27.05081", "17.61605", "1.972036", "6.776516", "5.317899",
        ".9849825", "15.73304", "5.193819", "5.649306", "5.413365", "2.165586", "2.049458",
        "1.262237", ".1111686", "16.9422", "51.77667", "7.540957", ".6060387", ".462577",
        ".0963157", "11.47264", "3.014802", ".1017371", ".5324789", ".9081537", ".340901",
        ".0496757", ".9376681", "-3.227295", ".4354519", "-2.453743", ".0619113", ".2072387",
        ".0517991", ".0316416", ".4500585", ".014531", ".2228206", ".1015759", ".086535",
        ".3106636", ".2466547", ".7150935", ".3745256", ".2561837", "1.996063", "764.56",
        "737.1114", "1499.669", "781.3427", "1539.879", ".4740868", ".006115", ".4621015",
        ".4860721", "0"
      })
  void printsPublishedEstimatesAsTheyWerePrinted(String published) {
    assertThat(StataFormat.general(Double.parseDouble(published))).isEqualTo(published);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-131.58458", "-131.55076", "-739.83445", "-357.55571", "-172.44384"})
  void printsPublishedLogLikelihoodsAsTheyWerePrinted(String published) {
    assertThat(StataFormat.logLikelihood(Double.parseDouble(published))).isEqualTo(published);
  }

  @ParameterizedTest
  @CsvSource({
    "191.04900190, 191.049",
    "0.80317811234, .8031781",
    "3510.0376, 3510.038",
    "0.99999996, 1",
    "0.99999994, .9999999",
    "9999999.4, 9999999",
    "9999999.6, 1.00e+07",
    "-9999999.4, -9999999",
    "12345678, 1.23e+07",
    "1234567, 1234567",
    "100, 100",
    "0.0000533, .0000533",
    "0.00001, .00001",
    "0.0000099999999, .00001",
    "0.0000099, 9.90e-06",
    "-0.06191104, -.061911",
    "1.5e-200, 1.5e-200",
    "NaN, .",
    "Infinity, inf"
  })
  void roundsToSevenDigitsWithinNineCharacters(double value, String expected) {
    assertThat(StataFormat.general(value)).isEqualTo(expected);
  }

  @Test
  void printsCountsAndDecimals() {
    assertThat(StataFormat.count(1377)).isEqualTo("1,377");
    assertThat(StataFormat.fixed(11.8267, 2)).isEqualTo("11.83");
    assertThat(StataFormat.fixed(Double.NaN, 3)).isEqualTo(".");
  }

  @Property
  void staysInItsWidthAndCloseToTheNumber(
      @ForAll @DoubleRange(min = -1e12, max = 1e12) double value) {
    String text = StataFormat.general(value);

    assertThat(text).hasSizeLessThanOrEqualTo(9);
    double error = new BigDecimal(text).subtract(BigDecimal.valueOf(value)).abs().doubleValue();
    assertThat(error).isLessThanOrEqualTo(Math.max(0.6e-7, 0.006 * Math.abs(value)));
  }
}
