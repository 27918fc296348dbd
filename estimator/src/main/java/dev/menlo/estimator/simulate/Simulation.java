package dev.menlo.estimator.simulate;

import dev.menlo.engine.Design;
import dev.menlo.engine.ModelSpec;
import dev.menlo.estimator.data.BoundData;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.rows.RowWalk;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Draws data from a model on a design, at known parameters:
 *
 * <pre>b_k = L_k z,  L_k L_k' = Psi_k;  mu = f(x, beta, b);  y = mu + sigma S L z,  L L' = C</pre>
 *
 * <p>with S at the conditional means and z standard normal, or of another law with mean 0 and
 * variance 1. Random effects of level k come from stream k of the replicate, in group order; errors
 * from stream 0, in row order; outliers from stream -1, in row order. Thread-safe.
 */
public final class Simulation {
  private static final int ERRORS = 0;
  private static final int OUTLIERS = -1;

  private final ModelSpec model;
  private final Design design;
  private final TrueParameters truth;
  private final Disturbance disturbance;
  private final double[][] factors;
  private final RowWalk rows;

  /**
   * A simulation.
   *
   * @param model as lowered
   * @param design any design of the model
   * @throws IllegalArgumentException if the parameters do not suit the model, or a Psi is not a
   *     covariance matrix
   */
  public Simulation(ModelSpec model, Design design, TrueParameters truth) {
    this(model, design, truth, Disturbance.NONE);
  }

  /**
   * A simulation with random effects or errors of other laws.
   *
   * @throws IllegalArgumentException as for the other constructor
   */
  public Simulation(ModelSpec model, Design design, TrueParameters truth, Disturbance disturbance) {
    truth.requireSizesOf(model);
    if (design.levels() != model.levels() || design.covariates() < model.covariates()) {
      throw new IllegalArgumentException(
          "the design has other levels or fewer covariates than the model");
    }
    this.model = model;
    this.design = design;
    this.truth = truth;
    this.disturbance = disturbance;
    this.factors = new double[model.levels()][];
    Arrays.setAll(factors, k -> truth.factor(k + 1, model.randomEffects(k + 1)));
    this.rows = new RowWalk(model, design);
  }

  /** The data of a replicate; a function of the key alone. */
  public Draw draw(ReplicateKey key) {
    double[][] effects = randomEffects(key);
    double[] mean = rows.evaluate(model.mean(), truth.beta(), effects)[0];
    double[] b = Arrays.stream(effects).flatMapToDouble(Arrays::stream).toArray();
    return new Draw(response(mean, key), mean, b);
  }

  /**
   * A data set with the response of a replicate in place of its own. Rows that are not in the bound
   * sample have a missing response.
   *
   * @param data what {@code bound} was bound from
   * @param bound whose design this simulation uses
   * @param response name of the dependent variable
   */
  public Dataset dataset(Dataset data, BoundData bound, String response, ReplicateKey key) {
    double[] drawn = draw(key).response();
    double[] values = new double[data.rows()];
    Arrays.fill(values, Double.NaN);
    for (int i = 0; i < drawn.length; i++) {
      values[bound.rows()[i]] = drawn[i];
    }
    return data.with(response, values);
  }

  /** b of each level, q_k entries a group. */
  private double[][] randomEffects(ReplicateKey key) {
    double[][] effects = new double[model.levels()][];
    for (int level = 1; level <= model.levels(); level++) {
      int q = model.randomEffects(level);
      RandomStream normals = key.stream(level);
      double[] b = new double[design.groups(level) * q];
      double[] z = new double[q];
      for (int g = 0; g < design.groups(level); g++) {
        Arrays.setAll(z, j -> disturbance.randomEffects().next(normals));
        for (int i = 0; i < q; i++) {
          for (int j = 0; j <= i; j++) {
            b[g * q + i] += factors[level - 1][i * q + j] * z[j];
          }
        }
      }
      effects[level - 1] = b;
    }
    return effects;
  }

  private double outlier(RandomStream stream) {
    boolean none = disturbance.outlierProbability() == 0;
    return none || stream.nextUniform() >= disturbance.outlierProbability()
        ? 1
        : disturbance.outlierScale();
  }

  private double[] response(double[] mean, ReplicateKey key) {
    RandomStream normals = key.stream(ERRORS);
    RandomStream outliers = key.stream(OUTLIERS);
    ErrorModel errors = new ErrorModel(model.residual(), design, truth.delta());
    double[] response = new double[mean.length];
    Arrays.fill(response, Double.NaN);
    int[] start = design.start(design.levels());
    for (int g = 0; g + 1 < start.length; g++) {
      int[] rows = IntStream.range(start[g], start[g + 1]).filter(design::inLikelihood).toArray();
      double[] e = new double[rows.length];
      Arrays.setAll(e, j -> disturbance.errors().next(normals));
      errors.correlate(rows, e);
      for (int j = 0; j < rows.length; j++) {
        double scale = truth.sigma() * errors.scale(rows[j], mean[rows[j]]) * outlier(outliers);
        response[rows[j]] = mean[rows[j]] + scale * e[j];
      }
    }
    return response;
  }
}
