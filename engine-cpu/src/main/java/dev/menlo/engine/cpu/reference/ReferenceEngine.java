package dev.menlo.engine.cpu.reference;

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
final class ReferenceEngine implements Engine {
  private final CompiledModel compiled;

  ReferenceEngine(ModelSpec model) {
    this.compiled = new CompiledModel(model);
  }

  @Override
  public ModelSpec model() {
    return compiled.model();
  }

  @Override
  public <T> List<T> run(Batch batch, Function<Workspace, T> loop) {
    batch.designs().forEach(this::requireFits);
    List<ReferenceFit> fits = new ArrayList<>();
    for (int f = 0; f < batch.fits(); f++) {
      fits.add(
          new ReferenceFit(
              new FitData(compiled, batch.designs().get(f), batch.responses().get(f))));
    }
    return Collections.singletonList(loop.apply(new FitwiseWorkspace(model(), fits, 0)));
  }

  private void requireFits(Design design) {
    ModelSpec model = compiled.model();
    if (design.levels() != model.levels() || design.covariates() < model.covariates()) {
      throw new IllegalArgumentException(
          "the model has "
              + model.levels()
              + " levels and reads "
              + model.covariates()
              + " covariates; a design has "
              + design.levels()
              + " and "
              + design.covariates());
    }
  }

  @Override
  public void close() {}
}
