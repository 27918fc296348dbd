package dev.menlo.model.lowering;

import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.program.Program;
import dev.menlo.model.Covariate;
import dev.menlo.model.GroupingLevel;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.LoweredResidual;
import dev.menlo.model.ModelException;
import dev.menlo.model.Schema;
import dev.menlo.model.residual.Requirement;
import dev.menlo.model.residual.ResidualStructure;
import dev.menlo.model.syntax.Definition;
import dev.menlo.model.syntax.Specification;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lowers a model against the schema of a data set. */
public final class ModelLowering {
  private final Specification model;
  private final Names names;
  private final Schema schema;
  private final List<String> problems;

  /**
   * A lowering.
   *
   * @param problems where problems are added; if there are any, the result is not to be used
   */
  public ModelLowering(Specification model, Names names, Schema schema, List<String> problems) {
    this.model = model;
    this.names = names;
    this.schema = schema;
    this.problems = problems;
  }

  /** The lowered model. */
  public LoweredModel lower() {
    List<GroupingLevel> levels = new Grouping(model, names.effects(), problems).levels();
    new DataChecks(model, schema, problems).check(levels);
    Quantities quantities = new Quantities(names, levels, schema, problems);
    Program mean = new MeanLowering(names, quantities, problems).program(model.response());
    Map<String, Program> named = named(quantities);
    LoweredResidual residual = residual(quantities.columns());
    List<Covariate> covariates = quantities.columns().recipes();
    ModelSpec spec =
        new ModelSpec(
            mean,
            covariates.size(),
            quantities.fixedEffects().size(),
            levels.stream().mapToInt(l -> l.randomEffects().size()).toArray(),
            residual.spec());
    return new LoweredModel(
        model.response(),
        spec,
        covariates,
        quantities.fixedEffects(),
        levels,
        residual,
        named,
        legend(),
        quantities.notes(),
        rowOrder(),
        model.timeMissing(),
        requirements());
  }

  private Map<String, Program> named(Quantities quantities) {
    Map<String, Program> named = new LinkedHashMap<>();
    for (String name : names.named()) {
      named.put(name, new MeanLowering(names, quantities, problems).program(name));
    }
    return Collections.unmodifiableMap(named);
  }

  private LoweredResidual residual(CovariateColumns columns) {
    try {
      return model.residual().lower(columns);
    } catch (ModelException e) {
      e.problems().forEach(p -> problems.add("within-group errors: " + p));
      return ResidualStructure.IDENTITY.lower(columns);
    }
  }

  private List<String> legend() {
    return model.definitions().stream().map(Definition::toString).toList();
  }

  private String rowOrder() {
    return model.timeOrder().isEmpty() ? model.residual().rowOrder().orElse("") : model.timeOrder();
  }

  /** Recursions and correlations share one order of the rows. */
  private List<Requirement> requirements() {
    List<Requirement> all = new ArrayList<>(model.residual().requirements());
    model
        .residual()
        .rowOrder()
        .filter(v -> !model.timeOrder().isEmpty() && !v.equals(model.timeOrder()))
        .map(v -> new Requirement(v, Requirement.Kind.INCREASING_WITHIN_GROUP))
        .ifPresent(all::add);
    return all;
  }
}
