package dev.menlo.engine.cpu;

import dev.menlo.engine.ModelSpec;
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

  /** Whether a model can have lanes at all: groups, and no recursion. */
  static boolean suit(ModelSpec spec, MeanDerivatives mean) {
    return spec.levels() > 0 && !mean.program().isRecursive();
  }

  /** The pass of a kind, or null if there is none for the correlation or a program is too long. */
  LanePass of(LanePassProgram.Kind kind) {
    return known.computeIfAbsent(kind, this::lower).orElse(null);
  }

  private Optional<LanePass> lower(LanePassProgram.Kind kind) {
    if (!LanePassProgram.suits(model.spec.residual().correlation())) {
      return Optional.empty();
    }
    LanePassProgram programs = LanePassProgram.of(model.spec, mean, model.layout, kind);
    return Optional.ofNullable(LanePass.lower(model, programs, kind));
  }
}
