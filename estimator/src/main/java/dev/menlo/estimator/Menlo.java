package dev.menlo.estimator;

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

  /**
   * Fits a model.
   *
   * @throws dev.menlo.model.ModelException if the model does not suit the data
   * @throws dev.menlo.engine.BackendUnavailableException if the backend cannot run here
   */
  public static Fit fit(Model model, Dataset data, FitOptions options) {
    return fitAll(model, List.of(data), options).get(0);
  }

  /** Fits a model to many data sets as one batch. */
  public static List<Fit> fitAll(Model model, List<Dataset> data, FitOptions options) {
    return fitAll(model, data, options, FitListener.SILENT);
  }

  /** Fits a model to many data sets as one batch, reporting progress. */
  public static List<Fit> fitAll(
      Model model, List<Dataset> data, FitOptions options, FitListener listener) {
    throw new UnsupportedOperationException(model + " on " + data.size() + options + listener);
  }
}
