package dev.menlo.engine.cpu;

import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.ResidualSpec.Correlation;
import dev.menlo.engine.program.MeanDerivatives;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The row passes over lanes of one model, lowered when first needed; shared by all threads. */
final class LanePasses {
  private final CompiledModel model;
  private final MeanDerivatives mean;
  private final Map<LanePassProgram.Kind, Optional<LanePass>> known = new ConcurrentHashMap<>();

  LanePasses(CompiledModel model, MeanDerivatives mean) {
    this.model = model;
    this.mean = mean;
  }

  /** Whether a model can have lanes at all: independent errors and no recursion. */
  static boolean suit(ModelSpec spec, MeanDerivatives mean) {
    return spec.levels() > 0
        && spec.residual().correlation() instanceof Correlation.Independent
        && !mean.program().isRecursive();
  }

  /** The pass of a kind, or null if a program of it is too long. */
  LanePass of(LanePassProgram.Kind kind) {
    return known
        .computeIfAbsent(
            kind,
            k ->
                Optional.ofNullable(
                    LanePass.lower(
                        model, new LanePassProgram(model.spec, mean, model.layout, k), k)))
        .orElse(null);
  }
}
