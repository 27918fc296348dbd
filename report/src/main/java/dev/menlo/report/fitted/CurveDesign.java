package dev.menlo.report.fitted;

import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import dev.menlo.estimator.data.DataException;
import dev.menlo.model.Covariate;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Along which variable curves are drawn, and how. A fine grid needs a mean in which nothing else
 * varies within groups and no row depends on another; else fitted values are joined where the rows
 * are; and where several variables vary there is no curve at all unless one is named.
 *
 * @param x the variable, or null if there is no single one
 * @param onGrid whether the mean can be evaluated between the rows
 */
public record CurveDesign(CovariateValues x, boolean onGrid) {
  /**
   * The design of a fit.
   *
   * @param named the variable to use, or "" to choose: of those that vary within groups and that
   *     the mean reads, the only one; where rows depend on the rows before, the one with most
   *     values
   * @throws DataException if the named variable is no measurement of the data
   */
  static CurveDesign of(FittedData data, String named) {
    Program mean = data.fitted().lowered().spec().mean();
    Set<Covariate> read = read(mean, data.fitted().lowered().covariates());
    Set<String> variables = new LinkedHashSet<>();
    read.forEach(c -> variables.addAll(CovariateReader.variables(c)));
    boolean linked = mean.isRecursive() || read.stream().anyMatch(CurveDesign::looksAtOtherRows);
    List<CovariateValues> varying =
        data.covariates().stream()
            .filter(c -> c.level() == 0 && variables.contains(c.name()))
            .toList();
    if (!named.isEmpty()) {
      CovariateValues x = named(data, named);
      boolean alone = varying.stream().allMatch(c -> c.name().equals(named));
      return new CurveDesign(x, alone && !linked && read.stream().noneMatch(c -> counts(c, named)));
    }
    Optional<CovariateValues> most =
        varying.stream()
            .filter(CovariateValues::isNumeric)
            .max(Comparator.comparingInt(CovariateValues::distinct));
    if (most.isEmpty() || (varying.size() > 1 && !linked)) {
      return new CurveDesign(null, false);
    }
    String name = most.get().name();
    return new CurveDesign(most.get(), !linked && read.stream().noneMatch(c -> counts(c, name)));
  }

  private static CovariateValues named(FittedData data, String name) {
    List<String> numeric =
        data.covariates().stream()
            .filter(CovariateValues::isNumeric)
            .map(CovariateValues::name)
            .toList();
    return data.covariates().stream()
        .filter(c -> c.isNumeric() && c.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new DataException(
                    "--x "
                        + name
                        + ": no such measurement; there is "
                        + String.join(", ", numeric)));
  }

  /** The columns that a program reads. */
  private static Set<Covariate> read(Program program, List<Covariate> columns) {
    Set<Covariate> read = new LinkedHashSet<>();
    IntStream.range(0, program.size())
        .filter(node -> program.op(node) == Op.COVARIATE)
        .forEach(node -> read.add(columns.get(program.index(node))));
    return read;
  }

  private static boolean looksAtOtherRows(Covariate covariate) {
    if (covariate instanceof Covariate.Product product) {
      return product.factors().stream().anyMatch(CurveDesign::looksAtOtherRows);
    }
    return covariate instanceof Covariate.Lagged || covariate instanceof Covariate.Difference;
  }

  /** Whether a column takes the levels of a variable rather than its values. */
  private static boolean counts(Covariate covariate, String variable) {
    if (covariate instanceof Covariate.Product product) {
      return product.factors().stream().anyMatch(f -> counts(f, variable));
    }
    return (covariate instanceof Covariate.Indicator i && i.variable().equals(variable))
        || (covariate instanceof Covariate.LevelNumber n && n.variable().equals(variable));
  }
}
