package dev.menlo.estimator.simulate;

import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import dev.menlo.estimator.data.Binding;
import dev.menlo.estimator.data.BoundData;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.data.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Draws new data from a fit, at its estimates: every group has new random effects, every row a new
 * error. A replicate is a function of seed and number alone, the same on any machine.
 *
 * <pre>{@code
 * Dataset again = fit.simulate().seed(7).draw(1);
 * Dataset elsewhere = fit.simulate().on(design).draw(1);
 * }</pre>
 *
 * <p>Immutable: {@code seed} and {@code on} return changed simulators.
 */
public final class Simulator {
  private final FittedModel fit;
  private final long seed;
  private final BoundData bound;
  private final Simulation simulation;

  private Simulator(FittedModel fit, long seed, BoundData bound, Simulation simulation) {
    this.fit = fit;
    this.seed = seed;
    this.bound = bound;
    this.simulation = simulation;
  }

  /**
   * Draws on the estimation sample, seed 1.
   *
   * @throws DataException if the fit has no estimates
   */
  public static Simulator of(FittedModel fit) {
    fit.requireEstimates();
    return on(fit, 1, fit.data());
  }

  private static Simulator on(FittedModel fit, long seed, BoundData bound) {
    return new Simulator(
        fit, seed, bound, new Simulation(fit.lowered().spec(), bound.design(), parameters(fit)));
  }

  /** The estimates as the parameters that data are drawn from. */
  private static TrueParameters parameters(FittedModel fit) {
    RandomEffectsCovariance covariance = new RandomEffectsCovariance(fit.lowered().levels());
    double[] psi = fit.point().psi();
    double sigma2 = fit.point().sigma2();
    List<double[]> variances = new ArrayList<>();
    for (int level = 1; level <= fit.lowered().levels().size(); level++) {
      double[] d = covariance.relativeCovariance(psi, level);
      variances.add(Arrays.stream(d).map(x -> sigma2 * x).toArray());
    }
    double[] delta = Arrays.copyOfRange(psi, covariance.parameters(), psi.length);
    return new TrueParameters(fit.point().beta(), variances, Math.sqrt(sigma2), delta);
  }

  /** Draws with another seed. */
  public Simulator seed(long value) {
    return new Simulator(fit, value, bound, simulation);
  }

  /**
   * Draws on another data set, which needs the covariates and the grouping variables. Where it has
   * the response, rows in which that is missing stay without one.
   *
   * @throws DataException if a variable is missing, or no row can be used
   */
  public Simulator on(Dataset design) {
    String response = fit.lowered().response();
    Dataset complete =
        design.has(response) ? design : design.with(response, new double[design.rows()]);
    BoundData rows = Binding.rows(fit.lowered(), complete, fit.schema());
    if (rows.design().observations() == 0) {
      throw new DataException(
          design.source() + ": no row has all covariates and groups, so there is nothing to draw");
    }
    return on(fit, seed, rows);
  }

  /** The variable that is drawn. */
  public String response() {
    return fit.lowered().response();
  }

  /**
   * A replicate: the data set with a new response. Rows that could not be used have none.
   *
   * @param replicate its number
   */
  public Dataset draw(long replicate) {
    ReplicateKey key = new ReplicateKey(seed, 0, replicate);
    return simulation.dataset(bound.data(), bound, fit.lowered().response(), key);
  }
}
