package dev.menlo.model;

import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.program.Program;
import dev.menlo.model.residual.Requirement;
import java.util.List;
import java.util.Map;

/**
 * A {@link Model} lowered against the {@link Schema} of a data set: what the estimator binds to
 * data and hands to a backend, with the names that reports need.
 *
 * @param response the dependent variable
 * @param spec programs and sizes for the backend
 * @param covariates recipe of each covariate column the programs read, in index order
 * @param fixedEffects beta in program order
 * @param levels grouping levels, outermost first
 * @param residual residual structure
 * @param named each {@code define()}d or named linear combination as a program of its own, with the
 *     same inputs as the mean; in order of definition
 * @param legend lines of the expression legend, as menl prints them above the coefficient table
 * @param notes base levels, omitted terms and empty cells, one sentence each
 * @param rowOrder the variable in whose order the rows of a group must be, or "" for file order
 * @param keepsMissingResponses whether rows without a response stay, to move recursions on
 * @param requirements what the residual structure requires of the data
 */
public record LoweredModel(
    String response,
    ModelSpec spec,
    List<Covariate> covariates,
    List<FixedEffect> fixedEffects,
    List<GroupingLevel> levels,
    LoweredResidual residual,
    Map<String, Program> named,
    List<String> legend,
    List<String> notes,
    String rowOrder,
    boolean keepsMissingResponses,
    List<Requirement> requirements) {
  /** Copies the lists; {@code named} must keep its order. */
  public LoweredModel {
    covariates = List.copyOf(covariates);
    fixedEffects = List.copyOf(fixedEffects);
    levels = List.copyOf(levels);
    legend = List.copyOf(legend);
    notes = List.copyOf(notes);
    requirements = List.copyOf(requirements);
  }

  /** This model on data whose rows may lack a response. */
  public LoweredModel keepingMissingResponses() {
    return new LoweredModel(
        response,
        spec,
        covariates,
        fixedEffects,
        levels,
        residual,
        named,
        legend,
        notes,
        rowOrder,
        true,
        requirements);
  }
}
