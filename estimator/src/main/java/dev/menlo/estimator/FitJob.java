package dev.menlo.estimator;

import dev.menlo.engine.Backend;
import dev.menlo.engine.Backends;
import dev.menlo.engine.Batch;
import dev.menlo.engine.Engine;
import dev.menlo.engine.EngineOptions;
import dev.menlo.engine.Workload;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.lindstrombates.StartPoint;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.Model;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * One call of {@link Menlo}: text to Model is done; here Model goes to Program, to batch, to
 * backend, to estimates, to report.
 */
final class FitJob {
  private final Model model;
  private final FitOptions options;
  private final FitListener listener;

  FitJob(Model model, FitOptions options, FitListener listener) {
    this.model = model;
    this.options = options;
    this.listener = listener;
  }

  List<Fit> run(List<Dataset> data) {
    // A name that cannot run here ends the job before the data are read.
    Backends.named(options.backend());
    Fit[] fits = new Fit[data.size()];
    for (Map.Entry<LoweredModel, List<Task>> group : tasks(data, fits).entrySet()) {
      fitGroup(group.getKey(), group.getValue(), fits);
    }
    return List.of(fits);
  }

  /** The tasks by lowered model; those with unusable data are answered at once. */
  private Map<LoweredModel, List<Task>> tasks(List<Dataset> data, Fit[] fits) {
    TaskSource source = new TaskSource(model, options.condition());
    Map<LoweredModel, List<Task>> groups = new IdentityHashMap<>();
    for (int i = 0; i < data.size(); i++) {
      Task task = source.task(i, data.get(i));
      if (task.data() == null) {
        fits[i] = FitAssembly.invalid(task, options);
      } else {
        groups.computeIfAbsent(task.model(), m -> new ArrayList<>()).add(task);
      }
    }
    return groups;
  }

  private void fitGroup(LoweredModel lowered, List<Task> tasks, Fit[] fits) {
    long began = System.nanoTime();
    Batch batch = batch(tasks);
    Backend backend =
        Backends.choose(options.backend(), Workload.of(lowered.spec(), batch, options.threads()));
    StartSource starts = new StartSource(lowered, options.initial());
    double[] given = starts.given();
    List<FixedPoint> ends;
    try (Engine engine = backend.prepare(lowered.spec(), new EngineOptions(options.threads()))) {
      BatchFit batchFit = new BatchFit(backend, engine, lowered, options);
      double[] beta =
          new StartChoice(batchFit, starts, options.start()).choose(tasks.get(0).data());
      List<StartPoint> points = Collections.nCopies(tasks.size(), starts.at(beta));
      ends = batchFit.run(batch, points, numbered(tasks));
    }
    double seconds = (System.nanoTime() - began) * 1e-9 / tasks.size();
    FittedModels fitted =
        new FittedModels(model, lowered, options, backend, !StartSource.complete(given));
    FitAssembly assembly = new FitAssembly(lowered);
    for (FixedPoint end : ends) {
      Task task = tasks.get(end.batchIndex());
      fits[task.index()] = assembly.fit(fitted.of(task, end, seconds));
    }
  }

  private static Batch batch(List<Task> tasks) {
    return new Batch(
        tasks.stream().map(t -> t.data().design()).toList(),
        tasks.stream().map(t -> t.data().response()).toList());
  }

  private FitListener numbered(List<Task> tasks) {
    return (fit, round) -> listener.round(tasks.get(fit).index(), round);
  }
}
