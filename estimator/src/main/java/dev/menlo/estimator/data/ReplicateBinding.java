package dev.menlo.estimator.data;

import dev.menlo.model.Covariate;
import dev.menlo.model.LoweredModel;
import java.util.Arrays;

/**
 * Binds the replicates of a data set, which differ from it in the response alone: groups, columns
 * and all that follows from them are those of the first, and only the response is read and checked.
 */
public final class ReplicateBinding {
  private final LoweredModel model;
  private final BoundData first;
  private final int[][] start;
  private final boolean able;

  /**
   * The binding of the replicates of a data set.
   *
   * @param model the lowered model that the data set is bound to
   * @param first all rows of a data set, as {@link Binding#bind} binds them
   */
  public ReplicateBinding(LoweredModel model, BoundData first) {
    this.model = model;
    this.first = first;
    start = new int[first.design().levels() + 1][];
    Arrays.setAll(start, first.design()::start);
    able =
        first.rows().length == first.data().rows()
            && first.design().allInLikelihood()
            && !readsResponse(model);
  }

  /** The bound data set that the replicates share a design with. */
  public BoundData first() {
    return first;
  }

  /** Whether groups, columns or checks depend on the response. */
  private static boolean readsResponse(LoweredModel model) {
    String response = model.response();
    return model.rowOrder().equals(response)
        || model.levels().stream().anyMatch(level -> level.path().contains(response))
        || model.requirements().stream().anyMatch(r -> r.variable().equals(response))
        || model.covariates().stream().anyMatch(c -> reads(c, response));
  }

  private static boolean reads(Covariate covariate, String variable) {
    if (covariate instanceof Covariate.Variable v) {
      return v.name().equals(variable);
    } else if (covariate instanceof Covariate.Indicator i) {
      return i.variable().equals(variable);
    } else if (covariate instanceof Covariate.LevelNumber l) {
      return l.variable().equals(variable);
    } else if (covariate instanceof Covariate.Lagged l) {
      return l.variable().equals(variable);
    } else if (covariate instanceof Covariate.Product p) {
      return p.factors().stream().anyMatch(f -> reads(f, variable));
    } else if (covariate instanceof Covariate.Difference d) {
      return reads(d.minuend(), variable) || reads(d.subtrahend(), variable);
    }
    throw new IllegalArgumentException("unknown kind of column " + covariate);
  }

  /**
   * All rows of a data set, bound as {@link Binding#bind} would bind them.
   *
   * @return null if the data set is no replicate of the first, or lacks a response
   * @throws DataException if the response cannot carry the model
   */
  public BoundData bind(Dataset data) {
    if (!able
        || !data.holdsSameBut(model.response(), first.data())
        || !(data.column(model.response()) instanceof Column.Numeric numbers)
        || numbers.anyMissing()) {
      return null;
    }
    double[] response = Column.picked(numbers.values(), first.rows());
    new DataChecks(model, data).check(first.rows(), start, response);
    return new BoundData(
        data,
        first.design(),
        response,
        first.rows(),
        first.groups(),
        first.labels(),
        first.excluded(),
        first.dropped(),
        first.missing());
  }
}
