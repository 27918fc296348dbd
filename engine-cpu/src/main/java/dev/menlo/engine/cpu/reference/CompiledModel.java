package dev.menlo.engine.cpu.reference;

import dev.menlo.engine.Curvature;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.program.Derivatives;
import dev.menlo.engine.program.MeanDerivatives;

/** A model with its programs differentiated. */
final class CompiledModel {
  private final ModelSpec model;
  private final MeanDerivatives first;
  private final MeanDerivatives second;
  private final ResidualPrograms residualValues;
  private final ResidualPrograms residualDerivatives;

  CompiledModel(ModelSpec model) {
    this.model = model;
    this.first = differentiate(model, 1);
    this.second = differentiate(model, 2);
    this.residualValues = ResidualPrograms.of(model.residual(), 0);
    this.residualDerivatives = ResidualPrograms.of(model.residual(), 2);
  }

  private static MeanDerivatives differentiate(ModelSpec model, int order) {
    return Derivatives.of(model.mean(), model.fixedEffects(), model.allRandomEffects(), order);
  }

  /** The model. */
  ModelSpec model() {
    return model;
  }

  /** The mean with the derivatives that a curvature needs. */
  MeanDerivatives derivatives(Curvature curvature) {
    return curvature == Curvature.NEWTON ? second : first;
  }

  /** Residual programs without derivatives. */
  ResidualPrograms residualValues() {
    return residualValues;
  }

  /** Residual programs with first and second derivatives in delta. */
  ResidualPrograms residualDerivatives() {
    return residualDerivatives;
  }
}
