package dev.menlo.study.generate;

import dev.menlo.engine.Design;
import dev.menlo.engine.program.Interpreter;
import dev.menlo.estimator.Truth;
import dev.menlo.estimator.data.Binding;
import dev.menlo.estimator.data.BoundData;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.data.DatasetSchema;
import dev.menlo.estimator.data.Sample;
import dev.menlo.estimator.simulate.ReplicateKey;
import dev.menlo.estimator.simulate.Simulation;
import dev.menlo.estimator.simulate.TrueParameters;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.ModelException;
import dev.menlo.study.StudyException;
import dev.menlo.study.definition.DataSpec;
import dev.menlo.study.definition.Scenario;
import java.util.Arrays;
import java.util.Map;

/**
 * Draws the data sets of one condition; each is a function of (seed, condition, replicate). What is
 * drawn once a condition is drawn as replicate 0, which is no replicate of the study.
 */
public final class DataGenerator {
  private final Scenario scenario;
  private final DataSpec spec;
  private final DesignGenerator designs;

  /** The design that all replicates share, or that of replicate 0. */
  private final Bound first;

  /** A design with the data-generating model bound to it. */
  private record Bound(Dataset design, LoweredModel model, BoundData data, Simulation simulation) {}

  /**
   * A generator.
   *
   * @throws StudyException if the true parameters or the design do not suit the model
   */
  public DataGenerator(Scenario scenario) {
    this.scenario = scenario;
    this.spec = scenario.data();
    this.designs = new DesignGenerator(spec.design(), spec.model().response());
    this.first = bound(key(0));
  }

  /** What names the data of a replicate. */
  public ReplicateKey key(long replicate) {
    return new ReplicateKey(scenario.seed(), scenario.condition().number(), replicate);
  }

  private Bound bound(ReplicateKey key) {
    return bound(designs.design(key));
  }

  private Bound bound(Dataset design) {
    try {
      Sample sample = Sample.all(design);
      LoweredModel rough = spec.model().lower(new DatasetSchema(design, sample.rows()));
      DatasetSchema schema = DatasetSchema.of(sample, rough);
      LoweredModel model = spec.model().lower(schema);
      BoundData data = Binding.bind(model, sample, schema);
      TrueParameters truth = Truth.of(model, spec.parameters());
      Simulation simulation =
          new Simulation(model.spec(), data.design(), truth, spec.disturbance());
      return new Bound(design, model, data, simulation);
    } catch (DataException | ModelException | IllegalArgumentException e) {
      throw new StudyException(
          "data of condition " + scenario.condition().label() + ": " + e.getMessage(), e);
    }
  }

  /** The model that draws the data. */
  public LoweredModel model() {
    return first.model;
  }

  /** Whether all replicates have the same design. */
  public boolean fixedDesign() {
    return spec.design().fixed();
  }

  /**
   * The design that all replicates share, or one of the same kind: its response is some number
   * where rows are observed, else missing.
   */
  public Dataset design() {
    return first.design;
  }

  /** The response of a replicate on {@link #design}: a value a row, NaN where not observed. */
  public double[] response(long replicate) {
    return response(first, key(replicate));
  }

  /** The data set of a replicate. */
  public Dataset dataset(long replicate) {
    ReplicateKey key = key(replicate);
    Bound bound = fixedDesign() ? first : bound(key);
    return bound.design.with(spec.model().response(), response(bound, key));
  }

  /**
   * The true mean with random effects of 0, some variables set for every row of {@link #design},
   * averaged over the rows.
   *
   * @throws StudyException if the model does not suit these values
   */
  public double meanAt(Map<String, Double> values) {
    Dataset set = first.design;
    for (Map.Entry<String, Double> entry : values.entrySet()) {
      double[] column = new double[set.rows()];
      Arrays.fill(column, entry.getValue());
      set = set.with(entry.getKey(), column);
    }
    Bound bound = bound(set);
    Design design = bound.data.design();
    Interpreter interpreter = new Interpreter(bound.model.spec().mean());
    double[] b = new double[bound.model.spec().allRandomEffects()];
    double[] x = new double[design.covariates()];
    double[] beta = Truth.of(bound.model, spec.parameters()).beta();
    double sum = 0;
    for (int row = 0; row < design.rows(); row++) {
      for (int c = 0; c < x.length; c++) {
        x[c] = design.covariate(c)[row];
      }
      sum += interpreter.evaluate(Interpreter.Row.ofMean(x, beta, b))[0];
    }
    return sum / design.rows();
  }

  private static double[] response(Bound bound, ReplicateKey key) {
    double[] drawn = bound.simulation.draw(key).response();
    double[] values = new double[bound.design.rows()];
    Arrays.fill(values, Double.NaN);
    for (int i = 0; i < drawn.length; i++) {
      values[bound.data.rows()[i]] = drawn[i];
    }
    return values;
  }
}
