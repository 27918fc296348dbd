package dev.menlo.engine.nd4j;

import dev.menlo.engine.Batch;
import dev.menlo.engine.Design;
import dev.menlo.engine.Engine;
import dev.menlo.engine.FitwiseWorkspace;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.Workspace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** Runs the loop once, on the calling thread, over the whole batch. */
final class Nd4jEngine implements Engine {
  private final CompiledModel model;

  Nd4jEngine(ModelSpec model) {
    this.model = new CompiledModel(model);
  }

  @Override
  public ModelSpec model() {
    return model.spec;
  }

  @Override
  public <T> List<T> run(Batch batch, Function<Workspace, T> loop) {
    List<Nd4jFit> fits = new ArrayList<>();
    for (int f = 0; f < batch.fits(); f++) {
      Design design = batch.designs().get(f);
      if (design.levels() != model.spec.levels() || design.covariates() < model.spec.covariates()) {
        throw new IllegalArgumentException(
            "design " + f + " has other levels or fewer covariates than the model");
      }
      fits.add(new Nd4jFit(model, design, batch.responses().get(f)));
    }
    return Collections.singletonList(loop.apply(new FitwiseWorkspace(model.spec, fits, 0)));
  }

  @Override
  public void close() {}
}
