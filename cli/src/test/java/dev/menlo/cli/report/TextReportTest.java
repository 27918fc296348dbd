package dev.menlo.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.model.Model;
import org.junit.jupiter.api.Test;

class TextReportTest {
  private static final Model MODEL =
      Model.parse(
          "y = {phi:}, define(phi: i.variety U[site]) resvariance(power _yhat, noconstant)");

  private static String report(TextReport.Parts parts) {
    return String.join("\n", TextReport.lines(Fits.awkward(), MODEL, parts)) + "\n";
  }

  @Test
  void laysOutPathsBlocksAndWhatIsMissing() {
    assertThat(report(TextReport.Parts.ALL))
        .isEqualTo(
            """
            Mixed-effects ML nonlinear regression           Number of obs     =  1,234,567

            ---------------------------------------------------------------------
                                    |     No. of       Observations per group
                               Path |     groups    Minimum    Average    Maximum
            ------------------------+--------------------------------------------
                               site |          3          1   411522.3  1,234,560
            site>a_rather_long_name |         40          1    30864.2     99,999
            ---------------------------------------------------------------------
            Linearization log likelihood = -.3

                     phi: i.variety U[site]

            ------------------------------------------------------------------------------
                       y | Coefficient  Std. err.      z    P>|z|     [99.5% conf. int.]
            -------------+----------------------------------------------------------------
            phi          |
               2.variety |   3.250146   .8180351     3.97   0.012     1.614076    4.886216
               3.variety |          0  (omitted)
                   _cons |   17.47129   .6714904    26.02   0.012     16.12831    18.81428
            -------------+----------------------------------------------------------------
                      /k |   .3333333         .1     3.33   0.012     .1333333    .5333333
            ------------------------------------------------------------------------------

            ------------------------------------------------------------------------------
              Random-effects parameters  |   Estimate   Std. err.     [99.5% conf. int.]
            -----------------------------+------------------------------------------------
            site: Unstructured           |
                                  var(U) |        2.5         .5          1.69         3.7
                                  var(V) |          0          .             .           .
                                cov(U,V) |          0         .1         -.196        .196
            -----------------------------+------------------------------------------------
            Residual variance:           |
              Power _yhat, noconstant    |
                                  sigma2 |        .05        .01         .0338        .074
            ------------------------------------------------------------------------------
            Note: var(V) (site) is estimated as 0; drop it
            Not converged: out of row passes
            """);
  }

  @Test
  void leavesOutWhatIsNotWanted() {
    assertThat(report(new TextReport.Parts(false, true, false, false, false)))
        .isEqualTo(
            """
            Note: var(V) (site) is estimated as 0; drop it
            Not converged: out of row passes
            """);
    assertThat(report(new TextReport.Parts(true, false, false, false, false)))
        .startsWith("Mixed-effects ML")
        .contains("\nLinearization log likelihood = -.3\nNote:")
        .doesNotContain("Path");
  }

  @Test
  void namesTheCorrelationAsMenlDoes() {
    Model model = Model.parse("y = {a}, rescorrelation(arma 1 1, t(obs)) group(id)");

    assertThat(TextReport.lines(Fits.awkward(), model, TextReport.Parts.ALL))
        .contains("Residual correlation:        |", "  ARMA 1 1, t(obs)           |");
  }
}
