package dev.menlo.engine.cpu.reference;

import dev.menlo.engine.Batch;
import dev.menlo.engine.Design;
import dev.menlo.engine.Engine;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.Workspace;
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
    return Collections.singletonList(loop.apply(new ReferenceWorkspace(compiled, batch)));
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
