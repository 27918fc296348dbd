package dev.menlo.study.run;

import dev.menlo.estimator.Deadline;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitListener;
import dev.menlo.estimator.Outcome;
import dev.menlo.estimator.ParameterEstimate;
import dev.menlo.estimator.Warning;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.study.StudyException;
import dev.menlo.study.definition.EstimandSpec;
import dev.menlo.study.definition.MethodSpec;
import dev.menlo.study.definition.Scenario;
import dev.menlo.study.generate.DataGenerator;
import dev.menlo.study.store.BatchRows;
import dev.menlo.study.store.EstimateRow;
import dev.menlo.study.store.ReplicateRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Draws and fits the replicates of one condition: from numbers to rows. The rows of a replicate do
 * not depend on the others of its batch. Not for several threads at a time.
 */
public final class ConditionFits implements AutoCloseable {
  private final Scenario scenario;
  private final DataGenerator data;
  private final List<MethodFits> methods = new ArrayList<>();
  private final List<Estimand> estimands;
  private final double[] truth;

  /**
   * Compiles the methods of a condition.
   *
   * @throws StudyException if data, methods and estimands do not suit each other
   */
  public ConditionFits(Scenario scenario) {
    this(scenario, Deadline.NONE);
  }

  /**
   * As {@link #ConditionFits(Scenario)}, in a run with a wall-clock limit.
   *
   * @param deadline when fits are cut off; a replicate with a fit that was gives no rows
   */
  public ConditionFits(Scenario scenario, Deadline deadline) {
    this.scenario = scenario;
    this.data = new DataGenerator(scenario);
    for (MethodSpec method : scenario.methods()) {
      methods.add(new MethodFits(scenario, method, data, deadline));
    }
    this.estimands = scenario.estimands().stream().map(Estimand::of).toList();
    this.truth =
        scenario.estimands().stream()
            .mapToDouble(e -> new TrueValue(scenario, data).of(e))
            .toArray();
  }

  /**
   * Draws and fits some replicates.
   *
   * @return the rows of those whose fits all ended before the run's deadline
   */
  public BatchRows run(long[] replicates) {
    List<double[]> responses = new ArrayList<>();
    List<Dataset> datasets = new ArrayList<>();
    for (long replicate : replicates) {
      if (data.fixedDesign()) {
        responses.add(data.response(replicate));
      } else {
        datasets.add(data.dataset(replicate));
      }
    }
    List<List<Fit>> fits = new ArrayList<>();
    for (MethodFits method : methods) {
      fits.add(
          data.fixedDesign() ? method.onSharedDesign(responses) : method.onOwnDesigns(datasets));
    }
    int[] whole =
        IntStream.range(0, replicates.length)
            .filter(i -> fits.stream().noneMatch(of -> isCutOff(of.get(i))))
            .toArray();
    BatchRows rows =
        new BatchRows(
            scenario.condition().number(),
            Arrays.stream(whole).mapToLong(i -> replicates[i]).toArray(),
            new ArrayList<>(),
            new ArrayList<>());
    for (int m = 0; m < methods.size(); m++) {
      for (int i : whole) {
        add(rows, replicates[i], methods.get(m).name(), fits.get(m).get(i));
      }
    }
    return rows;
  }

  private static boolean isCutOff(Fit fit) {
    return fit.outcome() == Outcome.TIME_LIMIT;
  }

  private void add(BatchRows rows, long replicate, String method, Fit fit) {
    int condition = scenario.condition().number();
    rows.fits()
        .add(
            new ReplicateRow(
                condition,
                replicate,
                method,
                fit.outcome().name().toLowerCase(Locale.ROOT),
                fit.converged(),
                scenario.seed(),
                fit.seconds(),
                fit.certificate().rounds(),
                fit.warnings().stream()
                    .map(Warning::code)
                    .distinct()
                    .map(code -> code.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(",")),
                fit.converged() ? "" : fit.message()));
    for (int e = 0; e < estimands.size(); e++) {
      ParameterEstimate p = estimands.get(e).in(fit);
      if (p != null) {
        rows.estimates()
            .add(
                new EstimateRow(
                    condition,
                    replicate,
                    method,
                    scenario.estimands().get(e).name(),
                    p.estimate(),
                    p.se(),
                    p.lower(),
                    p.upper(),
                    truth[e]));
      }
    }
  }

  /**
   * Refuses estimands that no method has, by a trial fit of one replicate.
   *
   * @throws StudyException naming the estimand
   */
  public void requireEstimands() {
    List<String> found =
        run(new long[] {1}).estimates().stream().map(EstimateRow::estimand).toList();
    for (EstimandSpec estimand : scenario.estimands()) {
      if (!found.contains(estimand.name())) {
        throw new StudyException(
            "no method has the estimand "
                + estimand.name()
                + "; parameters are named as menlo fit prints them: b1, phi:_cons, var(U1),"
                + " cov(U1,U2), var(Residual)");
      }
    }
  }

  /** The data set of a replicate. */
  public Dataset dataset(long replicate) {
    return data.dataset(replicate);
  }

  /** Fits one replicate by one method again, with a listener. */
  public Fit replay(long replicate, String method, FitListener listener) {
    MethodFits fits =
        methods.stream()
            .filter(m -> m.name().equals(method))
            .findFirst()
            .orElseThrow(
                () ->
                    new StudyException(
                        "there is no method "
                            + method
                            + "; there are "
                            + Arrays.toString(methods.stream().map(MethodFits::name).toArray())));
    return fits.replay(data.dataset(replicate), listener);
  }

  @Override
  public void close() {
    methods.forEach(MethodFits::close);
  }
}
