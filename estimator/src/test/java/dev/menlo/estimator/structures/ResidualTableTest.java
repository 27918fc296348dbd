package dev.menlo.estimator.structures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.InitialText;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.ParameterEstimate;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Residual parameters in tables and as starting values, and the order of rows. */
class ResidualTableTest {
  private static final GrowthStudy STUDY = new GrowthStudy();
  private static final String MEAN = "weight = {b0}+{b1}*time+{U[id]}";
  private static final FitOptions OPTIONS = FitOptions.defaults().withThreads(1);

  private static List<String> names(String structure) {
    Model model = Model.parse(MEAN + ", " + structure);
    FitOptions options = OPTIONS.withIterate(1).withInitial(Map.of("b0", 4.0, "b1", 1.0));
    Fit fit = Menlo.fit(model, STUDY.dataset(), options);
    return fit.residual().stream().map(ParameterEstimate::name).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resvariance(identity) | var(Residual)",
        "resvariance(power _yhat) | sigma2 delta _cons",
        "resvariance(power _yhat, noconstant strata(sex)) | sigma2 delta:0.sex delta:1.sex",
        "resvariance(exponential time) | sigma2 gamma",
        "resvariance(linear dose) | sigma2",
        "resvariance(identity, strata(sex)) | var(Residual):0.sex var(Residual):1.sex",
        "rescorrelation(ar 2, t(visit)) | var(Residual) phi1 phi2",
        "rescorrelation(ma 1, t(visit)) | var(Residual) theta1",
        "rescorrelation(arma 1 1, t(visit)) | var(Residual) phi1 theta1",
        "rescorrelation(ctar1, t(time)) | var(Residual) rho",
        "rescorrelation(exchangeable, by(sex)) | var(Residual) rho:0.sex rho:1.sex",
        "resvariance(power _yhat) rescorrelation(ar 1, t(visit)) | sigma2 delta _cons phi1"
      })
  void parametersAreNamedByCategory(String options, String names) {
    assertThat(names(options)).containsExactly(names.split(" "));
  }

  /** A fit that starts at the estimates, all given on their natural scales, is there at once. */
  @Test
  void startsOfResidualParametersAreTaken() {
    Model model =
        Model.parse(MEAN + ", resvariance(exponential time) rescorrelation(ma 1, t(visit))");
    Fit fit = Menlo.fit(model, STUDY.dataset(), OPTIONS);
    assertThat(fit.converged()).as(fit.message()).isTrue();
    StringBuilder text = new StringBuilder();
    fit.fixedEffects().forEach(b -> append(text, b.name(), b.estimate()));
    fit.randomEffects()
        .forEach(r -> r.parameters().forEach(v -> append(text, v.name(), v.estimate())));
    fit.residual().forEach(v -> append(text, v.name(), v.estimate()));
    FitOptions options = OPTIONS.withTrace(true);
    FitOptions given = options.withInitial(InitialText.parse(text.toString()));
    double there = first(Menlo.fit(model, STUDY.dataset(), given));
    double elsewhere = first(Menlo.fit(model, STUDY.dataset(), options));
    assertThat(there).isCloseTo(fit.logLikelihood(), within(1e-7));
    assertThat(Math.abs(elsewhere - fit.logLikelihood())).isGreaterThan(1e-6);
  }

  private static void append(StringBuilder text, String name, double value) {
    text.append(' ').append(name).append(' ').append(value);
  }

  /** Log likelihood after the first round. */
  private static double first(Fit fit) {
    return fit.trace().get(0).logLikelihood();
  }

  @Test
  void startsOfUnknownParametersAreRefused() {
    Model model = Model.parse(MEAN + ", rescorrelation(ar 1, t(visit) by(sex))");
    FitOptions options = OPTIONS.withInitial(InitialText.parse("phi1 .3"));
    assertThatThrownBy(() -> Menlo.fit(model, STUDY.dataset(), options))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("phi1:0.sex");
  }

  /** A recursion in one order cannot go with a correlation in another. */
  @Test
  void ordersThatDifferAreRefused() {
    double[] backward = Arrays.stream(STUDY.dataset().numbers("visit")).map(v -> -v).toArray();
    Dataset data = STUDY.dataset().with("backward", backward);
    String recursion = MEAN + "+{r}*L.dose, tsorder(%s) rescorrelation(ar 1, t(%s))";
    assertThatThrownBy(
            () -> Menlo.fit(Model.parse(recursion.formatted("backward", "visit")), data, OPTIONS))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("visit must increase within groups in the order of tsorder()")
        .hasMessageContaining("backward");
    Fit same = Menlo.fit(Model.parse(recursion.formatted("visit", "visit")), data, OPTIONS);
    Fit alike = Menlo.fit(Model.parse(recursion.formatted("time", "visit")), data, OPTIONS);
    assertThat(alike.logLikelihood()).isCloseTo(same.logLikelihood(), within(1e-9));
  }

  @Test
  void positionsMayBeTexts() {
    Dataset numbers = STUDY.dataset();
    String[] names =
        Arrays.stream(numbers.numbers("visit"))
            .mapToObj(v -> "day " + (int) v)
            .toArray(String[]::new);
    Dataset.Builder builder = Dataset.builder().column("day", names);
    for (String variable : List.of("id", "time", "visit", "weight")) {
      builder.column(variable, numbers.numbers(variable));
    }
    String options = ", rescorrelation(banded 1, index(%s))";
    Fit byText = Menlo.fit(Model.parse(MEAN + options.formatted("day")), builder.build(), OPTIONS);
    Fit byNumber = Menlo.fit(Model.parse(MEAN + options.formatted("visit")), numbers, OPTIONS);
    assertThat(byText.logLikelihood()).isCloseTo(byNumber.logLikelihood(), within(1e-9));
    assertThat(byText.residual().get(1).name()).isEqualTo("corr(day 1,day 2)");
  }
}
