package dev.menlo.bench.spi;

import dev.menlo.bench.LogisticData;
import dev.menlo.engine.Batch;
import dev.menlo.engine.ModelSpec;
import dev.menlo.estimator.data.Binding;
import dev.menlo.estimator.data.BoundData;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.data.DatasetSchema;
import dev.menlo.estimator.data.Sample;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.Model;
import dev.menlo.model.ModelBuilder;
import java.util.Arrays;
import java.util.Random;

/**
 * The logistic curve of the other benchmarks with any number of groups, rows, random and fixed
 * effects, lowered and bound as a backend gets it, with a point near the estimates.
 *
 * <p>Of q random effects the first three move asymptote, midpoint and scale; of p fixed effects
 * those beyond three are slopes of the asymptote in covariates.
 *
 * @param spec the model
 * @param batch one fit
 * @param beta p fixed effects
 * @param factor q x q relative factor, diagonal
 * @param delta residual parameters, on the scale of the model
 */
public record SpiProblem(
    ModelSpec spec, Batch batch, double[] beta, double[] factor, double[] delta) {
  private static final double[] CURVE = {190, 720, 345};
  private static final double[] RELATIVE_SD = {31. / 8, 40. / 8, 25. / 8};

  /**
   * Builds the problem.
   *
   * @param groups number of groups
   * @param rows rows in each, at least 2
   * @param q random effects, 1 to 3
   * @param p fixed effects, at least 3
   * @param residual {@code iid}, {@code power} (of the mean) or {@code ar1}
   */
  public static SpiProblem of(int groups, int rows, int q, int p, String residual) {
    if (q < 1 || q > 3 || p < 3) {
      throw new IllegalArgumentException("q must be 1 to 3 and p at least 3, not " + q + ", " + p);
    }
    Dataset data = data(groups, rows, p);
    Sample sample = Sample.all(data);
    DatasetSchema schema = new DatasetSchema(data, sample.rows());
    LoweredModel model = model(q, p, residual).lower(schema);
    BoundData bound = Binding.bind(model, sample, schema);
    double[] factor = new double[q * q];
    for (int i = 0; i < q; i++) {
      factor[i * q + i] = RELATIVE_SD[i];
    }
    return new SpiProblem(
        model.spec(),
        Batch.of(bound.design(), bound.response()),
        Arrays.copyOf(CURVE, p),
        factor,
        model.residual().start());
  }

  private static Model model(int q, int p, String residual) {
    StringBuilder asymptote = new StringBuilder("{b1}+{U1[g]}");
    for (int k = 4; k <= p; k++) {
      asymptote.append("+{b").append(k).append("}*x").append(k);
    }
    String midpoint = q > 1 ? "{b2}+{U2[g]}" : "{b2}";
    String scale = q > 2 ? "{b3}+{U3[g]}" : "{b3}";
    ModelBuilder builder =
        Model.of("y = (" + asymptote + ")/(1+exp(-(t-(" + midpoint + "))/(" + scale + ")))");
    if (q > 1) {
      builder = builder.covariance(q > 2 ? "U1 U2 U3, unstructured" : "U1 U2, unstructured");
    }
    return with(builder, residual).build();
  }

  private static ModelBuilder with(ModelBuilder builder, String residual) {
    switch (residual) {
      case "iid":
        return builder;
      case "power":
        return builder.resvariance("power _yhat, noconstant");
      case "ar1":
        return builder.rescorrelation("ar 1, t(j)");
      default:
        throw new IllegalArgumentException("residual must be iid, power or ar1, not " + residual);
    }
  }

  private static Dataset data(int groups, int rows, int p) {
    LogisticData simulated = LogisticData.simulate(groups, rows, 25, 1);
    int n = groups * rows;
    double[] group = Arrays.stream(simulated.group()).asDoubleStream().toArray();
    double[] j = new double[n];
    Arrays.setAll(j, row -> row % rows);
    Dataset.Builder data =
        Dataset.builder()
            .column("g", group)
            .column("j", j)
            .column("t", simulated.time())
            .column("y", simulated.response());
    Random random = new Random(2);
    for (int k = 4; k <= p; k++) {
      data = data.column("x" + k, random.doubles(n, -1, 1).toArray());
    }
    return data.build();
  }
}
