package dev.menlo.estimator;

import dev.menlo.engine.Backend;
import dev.menlo.engine.Backends;
import dev.menlo.engine.Batch;
import dev.menlo.engine.Engine;
import dev.menlo.engine.EngineOptions;
import dev.menlo.estimator.data.BoundData;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.lindstrombates.StartPoint;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.Model;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A model bound to one design and compiled once, for any number of responses on it: the inside of a
 * simulation study or a bootstrap, where data sets differ in the response alone. A fit is the same,
 * bit for bit, whatever other responses are fitted with it. Not for several threads at a time; one
 * a thread costs little, because equal programs share their compiled code.
 */
public final class CompiledFit implements AutoCloseable {
  private final FitOptions options;
  private final Task task;
  private final Engine engine;
  private final BatchFit batchFit;
  private final StartSource starts;
  private final FittedModels fitted;
  private final FitAssembly assembly;

  private CompiledFit(Model model, Task task, FitOptions options, Backend backend) {
    this.options = options;
    this.task = task;
    LoweredModel lowered = task.model();
    this.starts = new StartSource(lowered, options.initial());
    this.engine = backend.prepare(lowered.spec(), new EngineOptions(options.threads()));
    this.batchFit = new BatchFit(backend, engine, lowered, options);
    this.fitted =
        new FittedModels(model, lowered, options, backend, !StartSource.complete(starts.given()));
    this.assembly = new FitAssembly(lowered);
  }

  /**
   * Binds and compiles.
   *
   * @param data a data set on the design; where its response is missing, so is that of every other
   * @throws dev.menlo.model.ModelException if the model does not suit the data's variables
   * @throws DataException if the data cannot carry the model
   * @throws dev.menlo.engine.BackendUnavailableException if the backend cannot run here
   */
  public static CompiledFit of(Model model, Dataset data, FitOptions options) {
    Backend backend = Backends.named(options.backend());
    Task task = new TaskSource(model, options.condition()).task(0, data);
    if (task.data() == null) {
      throw new DataException(task.problem());
    }
    return new CompiledFit(model, task, options, backend);
  }

  /** The model as lowered against the data. */
  public LoweredModel model() {
    return task.model();
  }

  /** The data that the design comes from, as bound. */
  public BoundData data() {
    return task.data();
  }

  /**
   * Fits responses as one batch. Starting values that are not given are searched for each response
   * alone.
   *
   * @param responses each a value a row of the data set, in its order; not modified
   * @return one fit a response, in their order
   */
  public List<Fit> fit(List<double[]> responses) {
    return fit(responses, FitListener.SILENT);
  }

  /** As {@link #fit(List)}, with a listener that is told the rounds. */
  public List<Fit> fit(List<double[]> responses, FitListener listener) {
    long began = System.nanoTime();
    List<BoundData> bound = responses.stream().map(this::bound).toList();
    Fit[] fits = new Fit[responses.size()];
    List<Integer> usable = new ArrayList<>();
    List<StartPoint> points = new ArrayList<>();
    for (int i = 0; i < fits.length; i++) {
      try {
        points.add(start(bound.get(i)));
        usable.add(i);
      } catch (DataException e) {
        fits[i] = FitAssembly.invalid(task(i, null, e.getMessage()), options);
      }
    }
    List<BoundData> sound = usable.stream().map(bound::get).toList();
    List<FixedPoint> ends =
        sound.isEmpty() ? List.of() : batchFit.run(batch(sound), points, listener);
    double seconds = (System.nanoTime() - began) * 1e-9 / Math.max(1, fits.length);
    for (FixedPoint end : ends) {
      int i = usable.get(end.batchIndex());
      fits[i] = assembly.fit(fitted.of(task(i, bound.get(i), ""), end, seconds));
    }
    return List.of(fits);
  }

  private Task task(int index, BoundData data, String problem) {
    return new Task(index, task.model(), task.schema(), data, problem);
  }

  private static Batch batch(List<BoundData> bound) {
    return new Batch(
        Collections.nCopies(bound.size(), bound.get(0).design()),
        bound.stream().map(BoundData::response).toList());
  }

  /** Where a response starts: nothing is drawn from the others of its batch. */
  private StartPoint start(BoundData data) {
    for (int i = 0; i < data.response().length; i++) {
      if (data.design().inLikelihood(i) && !Double.isFinite(data.response()[i])) {
        throw new DataException("the response of row " + (i + 1) + " is not finite");
      }
    }
    return starts.at(new StartChoice(batchFit, starts, options.start()).choose(data));
  }

  private BoundData bound(double[] response) {
    BoundData design = task.data();
    int[] rows = design.rows();
    double[] values = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      values[i] = response[rows[i]];
    }
    return new BoundData(
        design.data().with(task.model().response(), response),
        design.design(),
        values,
        rows,
        design.groups(),
        design.labels(),
        design.excluded(),
        design.dropped(),
        design.missing());
  }

  /** Releases the engine. */
  @Override
  public void close() {
    engine.close();
  }
}
