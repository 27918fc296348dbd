package dev.menlo.estimator.predict;

import dev.menlo.engine.Design;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.program.Program;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.data.BoundData;
import dev.menlo.estimator.postestimation.EstimatesCovariance;
import dev.menlo.estimator.rows.RowWalk;
import dev.menlo.estimator.simulate.ErrorModel;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A fitted model evaluated at the rows of a design, with the uncertainty of what was estimated.
 * Random effects of the levels beyond {@code deepest} are 0.
 */
final class Evaluation {
  private final FittedModel fit;
  private final PredictionRows rows;
  private final ModelSpec spec;
  private final Design design;
  private final Scale scale;
  private final RowWalk walk;
  private final int deepest;
  private final boolean estimated;

  /** b of every level at its estimate, 0 in new groups that are not estimated. */
  private final double[][] effects;

  /** The same with 0 beyond the deepest level. */
  private final double[][] shown;

  private EffectsCovariance ofFit;
  private EffectsCovariance ofRows;

  Evaluation(FittedModel fit, PredictionRows rows, int deepest, NewGroups newGroups) {
    this.fit = fit;
    this.rows = rows;
    this.spec = rows.model().spec();
    this.design = rows.bound().design();
    this.scale = Scale.of(fit);
    this.walk = new RowWalk(spec, design);
    this.deepest = deepest;
    this.estimated = newGroups == NewGroups.ESTIMATE && isAnyNew();
    this.effects = known();
    if (estimated) {
      new NewGroupEffects(fit, rows, scale).estimate(effects);
    }
    this.shown = effects.clone();
    for (int k = deepest; k < shown.length; k++) {
      shown[k] = new double[effects[k].length];
    }
  }

  private boolean isAnyNew() {
    return Arrays.stream(rows.fitted()).flatMapToInt(Arrays::stream).anyMatch(g -> g < 0);
  }

  private double[][] known() {
    double[][] fitted = fitEffects();
    double[][] out = new double[fitted.length][];
    for (int k = 0; k < out.length; k++) {
      int q = scale.size(k + 1);
      int[] groups = rows.fitted()[k];
      out[k] = new double[groups.length * q];
      for (int g = 0; g < groups.length; g++) {
        if (groups[g] >= 0) {
          System.arraycopy(fitted[k], groups[g] * q, out[k], g * q, q);
        }
      }
    }
    return out;
  }

  private double[][] fitEffects() {
    Design sample = fit.data().design();
    int[] groups = IntStream.rangeClosed(1, sample.levels()).map(sample::groups).toArray();
    return scale.effects(fit.point().sphericalEffects(), groups);
  }

  PredictionRows rows() {
    return rows;
  }

  double sigma() {
    return Math.sqrt(scale.sigma2());
  }

  /** b of a group of a level, 1..K. */
  double effect(int level, int group, int j) {
    return effects[level - 1][group * scale.size(level) + j];
  }

  /** A quantity at every row of the design. */
  double[] values(Program program) {
    return walk.evaluate(program, fit.point().beta(), shown)[0];
  }

  /** {@code L^{-1} (y - mean) / sigma} in rows with a response, NaN in others. */
  double[] standardised() {
    double[] mean = values(spec.mean());
    ErrorModel errors = new ErrorModel(spec.residual(), design, scale.delta());
    BoundData bound = rows.bound();
    double[] out = new double[mean.length];
    Arrays.fill(out, Double.NaN);
    int[] start = design.start(design.levels());
    for (int g = 0; g + 1 < start.length; g++) {
      int[] group = IntStream.range(start[g], start[g + 1]).filter(design::inLikelihood).toArray();
      double[] r = new double[group.length];
      for (int i = 0; i < r.length; i++) {
        int row = group[i];
        r[i] = (bound.response()[row] - mean[row]) / (sigma() * errors.scale(row, mean[row]));
      }
      errors.whiten(group, new double[][] {r});
      for (int i = 0; i < r.length; i++) {
        out[group[i]] = r[i];
      }
    }
    return out;
  }

  /** Levels, from the outermost on, whose groups at a row the fit knows. */
  private int knownLevels(int row) {
    int known = 0;
    while (known < deepest && rows.fitted()[known][walk.group(known + 1, row)] >= 0) {
      known++;
    }
    return known;
  }

  /**
   * Variances of a quantity at every row, linearised at the estimates (docs/method.md, eq. 28).
   *
   * @param observation whether to add what a new observation has beyond the curve: random effects
   *     that are not estimated, and the error
   */
  double[] variances(Gradient gradient, boolean observation) {
    double[] ofBeta = EstimatesCovariance.shown(fit).fixedEffectsCovariance();
    EffectsCovariance.Paths fitPaths = ofFit().paths(ofBeta);
    EffectsCovariance.Paths rowPaths = estimated ? ofRows().paths(ofBeta) : null;
    ErrorModel errors = new ErrorModel(spec.residual(), design, scale.delta());
    double[] g = new double[gradient.length(design.levels())];
    double[] out = new double[design.rows()];
    for (int row = 0; row < out.length; row++) {
      int level = estimated ? deepest : knownLevels(row);
      double[] p = path(row, level, fitPaths, rowPaths);
      gradient.row(row, design.levels(), g);
      out[row] = quadratic(g, p, gradient.length(level));
      if (observation) {
        double s = errors.scale(row, gradient.values()[row]);
        double free = s * s;
        for (int j = gradient.length(level); j < g.length; j++) {
          free += g[j] * g[j];
        }
        out[row] += scale.sigma2() * free;
      }
    }
    return out;
  }

  /** The covariance of (beta, u_1, ..., u_level) at a row. */
  private double[] path(
      int row, int level, EffectsCovariance.Paths fitPaths, EffectsCovariance.Paths rowPaths) {
    int known = Math.min(level, knownLevels(row));
    double[] p = fitPaths.of(known, known == 0 ? 0 : fittedGroup(known, row));
    return level == known ? p : rowPaths.of(level, walk.group(level, row), known, p);
  }

  private int fittedGroup(int level, int row) {
    return rows.fitted()[level - 1][walk.group(level, row)];
  }

  private static double quadratic(double[] g, double[] p, int m) {
    double sum = 0;
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        sum += g[i] * p[i * m + j] * g[j];
      }
    }
    return sum;
  }

  /** A quantity and its derivatives at every row. */
  Gradient gradient(Program program) {
    return new Gradient(program, spec, design, fit.point().beta(), shown, scale);
  }

  /**
   * Standard errors of the random effects of a group given the estimates: {@code sqrt(diag(Lambda
   * var(u) Lambda'))}; null for a new group that is not estimated.
   */
  double[] effectErrors(int level, int group) {
    int p = spec.fixedEffects();
    int first = RowWalk.firstRows(design, level)[group];
    int known = 0;
    while (known < level && fittedGroup(known + 1, first) >= 0) {
      known++;
    }
    if (known < level && !estimated) {
      return null;
    }
    double[] ancestors =
        ofFit().paths(new double[p * p]).of(known, known == 0 ? 0 : fittedGroup(known, first));
    double[] path =
        known == level
            ? ancestors
            : ofRows().paths(new double[p * p]).of(level, group, known, ancestors);
    return errors(path, level);
  }

  private double[] errors(double[] path, int level) {
    int m = (int) Math.round(Math.sqrt(path.length));
    int q = scale.size(level);
    double[] lambda = scale.factors()[level - 1];
    double[] out = new double[q];
    for (int i = 0; i < q; i++) {
      double[] g = new double[m];
      System.arraycopy(lambda, i * q, g, m - q, q);
      out[i] = Math.sqrt(quadratic(g, path, m));
    }
    return out;
  }

  private EffectsCovariance ofFit() {
    if (ofFit == null) {
      ModelSpec own = fit.lowered().spec();
      Design sample = fit.data().design();
      Gradient mean =
          new Gradient(own.mean(), own, sample, fit.point().beta(), fitEffects(), scale);
      ofFit = new EffectsCovariance(own, sample, mean, scale);
    }
    return ofFit;
  }

  private EffectsCovariance ofRows() {
    if (ofRows == null) {
      Gradient mean = new Gradient(spec.mean(), spec, design, fit.point().beta(), effects, scale);
      ofRows = new EffectsCovariance(spec, design, mean, scale);
    }
    return ofRows;
  }
}
