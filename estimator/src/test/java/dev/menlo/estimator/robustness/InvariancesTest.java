package dev.menlo.estimator.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.estimator.CoefficientEstimate;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What changes of units, origin, order, number and parametrisation do to a fit without starts. */
class InvariancesTest {
  private static final FitOptions OPTIONS = FitOptions.defaults().withThreads(1).withTrace(false);
  private static final Model MODEL = Model.parse("y = ({a}+{U[id]})/(1+exp(-(x-{m})/{s}))");

  private static Fit fit(Model model, Dataset data) {
    Fit fit = Menlo.fit(model, data, OPTIONS);
    assertThat(fit.converged()).as(fit.message()).isTrue();
    return fit;
  }

  private static Dataset data(long replicate, double x0, double dx, double dy, int copies) {
    GrowthCurve.Problem problem = GrowthCurve.LOGISTIC.problem(5, replicate);
    Dataset data = problem.data();
    int n = data.rows();
    return Dataset.builder()
        .column(
            "id",
            IntStream.range(0, copies * n)
                .mapToDouble(i -> data.numbers("id")[i % n] + 1000.0 * (i / n))
                .toArray())
        .column("x", repeated(data.numbers("x"), copies, x0, dx))
        .column("y", repeated(data.numbers("y"), copies, 0, dy))
        .build();
  }

  private static double[] repeated(double[] column, int copies, double shift, double scale) {
    int n = column.length;
    return IntStream.range(0, copies * n).mapToDouble(i -> shift + scale * column[i % n]).toArray();
  }

  private static double estimate(Fit fit, String name) {
    return fit.fixedEffect(name).estimate();
  }

  private static void assertClose(
      double found, double expected, CoefficientEstimate row, double unit) {
    assertThat(found).isCloseTo(expected, within(1e-5 * Math.abs(unit) * row.se()));
  }

  @Property(tries = 6, edgeCases = net.jqwik.api.EdgeCasesMode.NONE)
  void unitsAndOriginMoveEstimatesAlong(
      @ForAll @IntRange(max = 20) int replicate,
      @ForAll @DoubleRange(min = -3, max = 3) double logX,
      @ForAll @DoubleRange(min = -3, max = 3) double logY,
      @ForAll @DoubleRange(min = -2, max = 2) double origin) {
    Dataset plain = data(replicate, 0, 1, 1, 1);
    double range = Arrays.stream(plain.numbers("x")).max().orElseThrow();
    double dx = Math.pow(10, logX);
    double dy = Math.pow(10, logY);
    double x0 = origin * range * dx;
    Fit fit = fit(MODEL, plain);
    Fit other = fit(MODEL, data(replicate, x0, dx, dy, 1));
    assertClose(estimate(other, "a"), dy * estimate(fit, "a"), fit.fixedEffect("a"), dy);
    assertClose(estimate(other, "m"), x0 + dx * estimate(fit, "m"), fit.fixedEffect("m"), dx);
    assertClose(estimate(other, "s"), dx * estimate(fit, "s"), fit.fixedEffect("s"), dx);
    assertThat(other.logLikelihood())
        .isCloseTo(fit.logLikelihood() - plain.rows() * Math.log(dy), within(1e-5));
  }

  @Property(tries = 4, edgeCases = net.jqwik.api.EdgeCasesMode.NONE)
  void copiesOfTheDataMultiplyTheLogLikelihood(
      @ForAll @IntRange(max = 20) int replicate, @ForAll @IntRange(min = 2, max = 4) int copies) {
    Fit fit = fit(MODEL, data(replicate, 0, 1, 1, 1));
    Fit other = fit(MODEL, data(replicate, 0, 1, 1, copies));
    assertClose(estimate(other, "m"), estimate(fit, "m"), fit.fixedEffect("m"), 1);
    assertThat(other.logLikelihood())
        .isCloseTo(copies * fit.logLikelihood(), within(1e-5 * copies));
  }

  @Property(tries = 4, edgeCases = net.jqwik.api.EdgeCasesMode.NONE)
  void parametrisationsOfOneCurveFitAlike(@ForAll @IntRange(max = 20) int replicate) {
    Dataset data = data(replicate, 0, 1, 1, 1);
    Fit fit = fit(MODEL, data);
    Fit logs = fit(Model.parse("y = ({a}+{U[id]})*invlogit((x-{m})*exp({k}))"), data);
    assertThat(logs.logLikelihood()).isCloseTo(fit.logLikelihood(), within(1e-5));
    assertThat(Math.exp(-estimate(logs, "k")))
        .isCloseTo(estimate(fit, "s"), within(1e-5 * fit.fixedEffect("s").se()));
  }
}
