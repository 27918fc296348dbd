package dev.menlo.estimator.diagnosis;

import dev.menlo.estimator.CoefficientEstimate;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.Outcome;
import dev.menlo.estimator.ParameterEstimate;
import dev.menlo.estimator.RandomEffectsEstimate;
import dev.menlo.estimator.algebra.SymmetricEigen;
import dev.menlo.estimator.diagnosis.Finding.Code;
import dev.menlo.model.CovarianceType;
import dev.menlo.model.ResidualParameter;
import dev.menlo.model.ResidualParameter.IntervalScale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Examines a fit: whether it is certified, and what of its model the data do not determine. Works
 * from the fit alone; nothing is fitted again.
 */
public final class Diagnosis {
  /** Standard error of a variance, over the variance, from which it counts as not identified. */
  private static final double FLAT = 5;

  /** Eigenvalue of a correlation matrix of estimates below which its information is singular. */
  private static final double SINGULAR = 1e-6;

  private static final double STRONG = 0.99;
  private static final double BOUND = 0.9999;
  private static final double TAKES_PART = 0.1;

  private final Fit fit;
  private final Reductions reductions;
  private final List<Finding> findings = new ArrayList<>();

  private Diagnosis(Fit fit) {
    this.fit = fit;
    this.reductions = new Reductions(fit.fitted().model());
  }

  /** Everything found, the gravest first; empty for a fit that has nothing wrong with it. */
  public static List<Finding> of(Fit fit) {
    Diagnosis diagnosis = new Diagnosis(fit);
    diagnosis.outcome();
    if (fit.fitted().point().sigma2() > 0) {
      fit.fitted().fit(fit.level(), false).randomEffects().forEach(diagnosis::block);
      diagnosis.residual();
      diagnosis.information();
    }
    return List.copyOf(diagnosis.findings);
  }

  /** The smaller models that the findings suggest, each once. */
  public static List<Reduction> reductions(List<Finding> findings) {
    List<Reduction> out = new ArrayList<>();
    for (Finding finding : findings) {
      Reduction reduction = finding.reduction();
      if (reduction != null
          && out.stream().noneMatch(known -> known.model().equals(reduction.model()))) {
        out.add(reduction);
      }
    }
    return out;
  }

  private void add(Code code, Reduction reduction, String suggestion, String format, Object... of) {
    findings.add(new Finding(code, String.format(Locale.ROOT, format, of), suggestion, reduction));
  }

  private void outcome() {
    List<Integer> aliased = fit.fitted().point().aliased();
    if (!aliased.isEmpty()) {
      String names =
          aliased.stream()
              .map(k -> fit.fixedEffects().get(k).name())
              .collect(Collectors.joining(", "));
      add(
          Code.ALIASED,
          null,
          "drop one of them, or give it a value with --initial and take it out of the model",
          "the data cannot tell %s apart, or do not determine them",
          names);
    } else if (!fit.converged()) {
      add(Code.NOT_CONVERGED, null, cure(fit.outcome()), "%s", fit.message());
    }
  }

  private static String cure(Outcome outcome) {
    return switch (outcome) {
      case INFINITE_AT_START, INFINITE_MEAN ->
          "try --multistart 200, or write parameters that must be positive as exp({b})";
      case INVALID_VARIANCE -> "use a variance function that is defined at every mean";
      default ->
          "try --multistart 200; if every start ends so, the model is too large for the data";
    };
  }

  private void block(RandomEffectsEstimate block) {
    List<String> names = block.names();
    double[] variance = new double[names.size()];
    boolean zero = false;
    int at = 0;
    for (ParameterEstimate row : block.parameters()) {
      if (row.name().startsWith("var(")) {
        String effects = row.name().substring(4, row.name().length() - 1);
        zero |= variance(effects, row, block.path());
        variance[at++] = row.estimate();
      }
    }
    if (block.structure() == CovarianceType.UNSTRUCTURED && !zero) {
      correlations(block, variance);
    }
  }

  private static ParameterEstimate row(RandomEffectsEstimate block, String name) {
    return block.parameters().stream().filter(p -> p.name().equals(name)).findFirst().orElse(null);
  }

  private boolean variance(String effect, ParameterEstimate row, String path) {
    if (row.estimate() == 0) {
      add(
          Code.ZERO_VARIANCE,
          effect.contains(" ") ? null : reductions.without(effect),
          "drop " + effect + ": the data show no variation in it beyond the errors",
          "%s (%s) is estimated as 0",
          row.name(),
          path);
      return true;
    }
    if (row.se() > FLAT * row.estimate()) {
      add(
          Code.UNIDENTIFIED_VARIANCE,
          effect.contains(" ") ? null : reductions.without(effect),
          "drop " + effect + ", or measure more groups",
          "the likelihood is nearly flat in %s (%s): its standard error is %.1f times the estimate",
          row.name(),
          path,
          row.se() / row.estimate());
    }
    return false;
  }

  /** Correlations of 1, as null vectors of the correlation matrix, and nearly so. */
  private void correlations(RandomEffectsEstimate block, double[] variance) {
    int q = variance.length;
    double[] correlation = new double[q * q];
    for (int i = 0; i < q; i++) {
      correlation[i * q + i] = 1;
      for (int j = 0; j < i; j++) {
        String name = "cov(" + block.names().get(j) + "," + block.names().get(i) + ")";
        double r = row(block, name).estimate() / Math.sqrt(variance[i] * variance[j]);
        correlation[i * q + j] = r;
        correlation[j * q + i] = r;
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(correlation, q);
    Reduction independent = reductions.with(block.names(), CovarianceType.INDEPENDENT);
    String suggestion = "make " + String.join(" ", block.names()) + " independent, or drop one";
    if (eigen.values()[0] < 1e-9) {
      double[] vector = Arrays.copyOf(eigen.vectors(), q);
      add(
          Code.SINGULAR_COVARIANCE,
          independent,
          suggestion,
          "the covariance of %s (%s) is singular: %s are perfectly correlated",
          String.join(", ", block.names()),
          block.path(),
          participants(vector, block.names()));
    } else if (eigen.values()[0] < 1 - STRONG) {
      add(
          Code.STRONG_CORRELATION,
          independent,
          suggestion,
          "%s (%s) are almost perfectly correlated: smallest eigenvalue %.2g of their correlations",
          participants(Arrays.copyOf(eigen.vectors(), q), block.names()),
          block.path(),
          eigen.values()[0]);
    }
  }

  private static String participants(double[] vector, List<String> names) {
    return IntStream.range(0, names.size())
        .filter(i -> Math.abs(vector[i]) > TAKES_PART)
        .mapToObj(names::get)
        .collect(Collectors.joining(", "));
  }

  private void residual() {
    List<ResidualParameter> parameters = fit.fitted().lowered().residual().parameters();
    for (int i = 1; i < Math.min(parameters.size(), fit.residual().size()); i++) {
      ParameterEstimate row = fit.residual().get(i);
      IntervalScale scale = parameters.get(i).interval();
      boolean vanishing = scale == IntervalScale.LOG && row.se() > FLAT * Math.abs(row.estimate());
      boolean extreme = scale == IntervalScale.ATANH && Math.abs(row.estimate()) > BOUND;
      if (vanishing || extreme) {
        add(
            Code.AT_BOUND,
            null,
            "use a residual structure without " + row.name(),
            "%s = %.4g is at the end of its range",
            row.name(),
            row.estimate());
      }
    }
  }

  /** Directions of the fixed effects that the data hardly determine. */
  private void information() {
    int p = fit.fixedEffects().size();
    double[] covariance = fit.fixedEffectsCovariance();
    double[] correlation = new double[p * p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        correlation[i * p + j] =
            covariance[i * p + j] / Math.sqrt(covariance[i * p + i] * covariance[j * p + j]);
      }
    }
    if (Arrays.stream(correlation).allMatch(Double::isFinite) && p > 0) {
      SymmetricEigen eigen = SymmetricEigen.of(correlation, p);
      if (eigen.values()[0] < SINGULAR) {
        add(
            Code.NEAR_SINGULAR_INFORMATION,
            null,
            "rewrite the model so that they vary separately, or centre its covariates",
            "the data hardly determine %s: their estimates are correlated up to %.2g",
            names(eigen),
            eigen.values()[0]);
      }
    }
    boolean errors = fit.fitted().options().standardErrors();
    double[] variance = fit.fitted().point().varianceCovariance();
    if (errors && variance.length > 1 && Arrays.stream(variance).allMatch(Double::isNaN)) {
      add(
          Code.NO_VARIANCE_INFORMATION,
          null,
          "simplify the random effects or the residual structure",
          "the information about the variance parameters has no inverse: they have no standard"
              + " errors");
    }
  }

  private String names(SymmetricEigen eigen) {
    List<CoefficientEstimate> rows = fit.fixedEffects();
    return IntStream.range(0, rows.size())
        .filter(i -> Math.abs(eigen.vectors()[i]) > TAKES_PART)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -Math.abs(eigen.vectors()[i])))
        .map(i -> rows.get(i).name())
        .collect(Collectors.joining(", "));
  }
}
