package dev.menlo.estimator;

import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;
import java.util.List;

/** The entry point: fits a model to one data set or to many. */
public final class Menlo {
  private Menlo() {}

  /** Fits a model with default options. */
  public static Fit fit(Model model, Dataset data) {
    return fit(model, data, FitOptions.defaults());
  }

  /** Fits a model. As {@link #fit(Model, Dataset, FitOptions, FitListener)} without a listener. */
  public static Fit fit(Model model, Dataset data, FitOptions options) {
    return fit(model, data, options, FitListener.SILENT);
  }

  /**
   * Fits a model. Numerical trouble is an {@link Outcome} of the fit, not an exception.
   *
   * @throws dev.menlo.model.ModelException if the model does not suit the data's variables
   * @throws DataException if the data cannot carry the model
   * @throws dev.menlo.engine.BackendUnavailableException if the backend cannot run here
   */
  public static Fit fit(Model model, Dataset data, FitOptions options, FitListener listener) {
    Fit fit = fitAll(model, List.of(data), options, listener).get(0);
    if (fit.outcome() == Outcome.INVALID_DATA) {
      throw new DataException(fit.message());
    }
    return fit;
  }

  /** Fits a model to many data sets as one batch. */
  public static List<Fit> fitAll(Model model, List<Dataset> data, FitOptions options) {
    return fitAll(model, data, options, FitListener.SILENT);
  }

  /**
   * Fits a model to many data sets as one batch. A data set that cannot carry the model ends with
   * {@link Outcome#INVALID_DATA} and does not disturb the others.
   *
   * @return one fit a data set, in their order
   * @throws dev.menlo.model.ModelException if the model does not suit the variables
   * @throws dev.menlo.engine.BackendUnavailableException if the backend cannot run here
   */
  public static List<Fit> fitAll(
      Model model, List<Dataset> data, FitOptions options, FitListener listener) {
    return new FitJob(model, options, listener).run(data);
  }
}
