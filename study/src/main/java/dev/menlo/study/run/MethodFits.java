package dev.menlo.study.run;

import dev.menlo.estimator.CompiledFit;
import dev.menlo.estimator.Deadline;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitListener;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.ModelException;
import dev.menlo.study.StudyException;
import dev.menlo.study.definition.MethodSpec;
import dev.menlo.study.definition.Scenario;
import dev.menlo.study.generate.DataGenerator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One method in one condition: fits replicates, all on one compiled design if they share it. */
final class MethodFits implements AutoCloseable {
  private final MethodSpec method;
  private final FitOptions options;

  /** Null where each replicate has a design of its own. */
  private final CompiledFit compiled;

  private final boolean startsGiven;

  MethodFits(Scenario scenario, MethodSpec method, DataGenerator data, Deadline deadline) {
    this.method = method;
    try {
      CompiledFit first = CompiledFit.of(method.model(), data.design(), method.options());
      Map<String, Double> truth = trueEffects(scenario, first.model());
      this.startsGiven = method.start() == MethodSpec.Start.GIVEN || !truth.isEmpty();
      FitOptions untimed = truth.isEmpty() ? method.options() : method.options().withInitial(truth);
      this.options = untimed.withDeadline(deadline);
      first.close();
      this.compiled =
          data.fixedDesign() ? CompiledFit.of(method.model(), data.design(), options) : null;
    } catch (DataException | ModelException e) {
      throw new StudyException("method " + method.name() + ": " + e.getMessage(), e);
    }
  }

  /** The true fixed effects, if fits start there and the data have all of the model's. */
  private Map<String, Double> trueEffects(Scenario scenario, LoweredModel model) {
    Map<String, Double> truth = new LinkedHashMap<>();
    if (method.start() != MethodSpec.Start.TRUTH) {
      return truth;
    }
    for (var effect : model.fixedEffects()) {
      Double value = scenario.data().parameters().get(effect.name());
      if (value == null && effect.term().equals("_cons")) {
        value = scenario.data().parameters().get(effect.equation());
      }
      if (value == null) {
        return Map.of();
      }
      truth.put(effect.name(), value);
    }
    return truth;
  }

  String name() {
    return method.name();
  }

  /** Fits responses on the design that replicates share. */
  List<Fit> onSharedDesign(List<double[]> responses) {
    return compiled.fit(responses);
  }

  /**
   * Fits data sets. What is searched for one must not depend on the others, so without starting
   * values each is a job of its own.
   */
  List<Fit> onOwnDesigns(List<Dataset> data) {
    if (startsGiven) {
      return Menlo.fitAll(method.model(), data, options);
    }
    List<Fit> fits = new ArrayList<>();
    for (Dataset one : data) {
      fits.addAll(Menlo.fitAll(method.model(), List.of(one), options));
    }
    return fits;
  }

  /** Fits one data set with a listener and a full trace. */
  Fit replay(Dataset data, FitListener listener) {
    return Menlo.fit(method.model(), data, options.withTrace(true), listener);
  }

  @Override
  public void close() {
    if (compiled != null) {
      compiled.close();
    }
  }
}
