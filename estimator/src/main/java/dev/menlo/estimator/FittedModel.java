package dev.menlo.estimator;

import dev.menlo.estimator.data.BoundData;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.postestimation.Vce;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.Model;
import dev.menlo.model.Schema;

/**
 * All that a fit stands on: what predictions, tests and reports work from, and what is stored. Fits
 * of one batch share models, schemas and equal designs; nothing here is a copy.
 *
 * @param model the model as the user wrote it
 * @param lowered the model lowered against the data's schema
 * @param schema the variables and levels of the estimation sample, by which new data are coded
 * @param options of the fit
 * @param data the bound sample; its rows index its data set
 * @param point where the fit ended
 * @param automaticStart whether starting values were searched
 * @param seconds wall-clock time of the fit
 * @param provenance enough to repeat it
 */
public record FittedModel(
    Model model,
    LoweredModel lowered,
    Schema schema,
    FitOptions options,
    BoundData data,
    FixedPoint point,
    boolean automaticStart,
    double seconds,
    Provenance provenance) {
  /** The fit with the tables that its options ask for. */
  public Fit fit() {
    return new FitAssembly(lowered).fit(this);
  }

  /**
   * The fit with tables at another confidence level or in another metric; the estimates are the
   * same.
   *
   * @param level in percent
   * @param standardDeviations whether variance parameters are shown as standard deviations and
   *     correlations
   * @throws IllegalArgumentException unless the level lies between 10 and 99.99
   */
  public Fit fit(double level, boolean standardDeviations) {
    return with(options.withLevel(level).withStandardDeviations(standardDeviations)).fit();
  }

  /** The same estimates with another rule of the standard errors. */
  public FittedModel with(Vce vce) {
    return with(options.withVce(vce));
  }

  private FittedModel with(FitOptions shown) {
    return new FittedModel(
        model, lowered, schema, shown, data, point, automaticStart, seconds, provenance);
  }

  /**
   * Refuses a fit whose end is no point to work from.
   *
   * @throws DataException if the mean or the variance could not be evaluated there
   */
  public void requireEstimates() {
    if (!(point.sigma2() > 0)) {
      throw new DataException(
          "the fit has no estimates to work from: " + point.message() + "; fit the model again");
    }
  }
}
