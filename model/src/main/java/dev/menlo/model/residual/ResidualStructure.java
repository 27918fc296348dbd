package dev.menlo.model.residual;

import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.program.Program;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.model.LoweredResidual;
import dev.menlo.model.ModelException;
import dev.menlo.model.ResidualParameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The errors of a model: {@code eps ~ N(0, sigma^2 S C S)} within a group.
 *
 * <p>Parameters delta are those of the variance function, then those of the correlation.
 *
 * @param variance S = diag(g)
 * @param correlation C
 * @param group path of the groups, {@code plot} or {@code site>plot}, within which errors may
 *     correlate; "" for the model's lowest grouping level
 */
public record ResidualStructure(
    VarianceFunction variance, CorrelationStructure correlation, String group) {
  /** Independent errors with constant variance. */
  public static final ResidualStructure IDENTITY =
      new ResidualStructure(new IdentityVariance(), new IdentityCorrelation(), "");

  /** Requires all parts. */
  public ResidualStructure {
    Objects.requireNonNull(variance, "variance");
    Objects.requireNonNull(correlation, "correlation");
    Objects.requireNonNull(group, "group");
  }

  /**
   * Reads menl's option texts, each without its name and outer parentheses; null or blank where an
   * option is absent.
   *
   * @param resvariance such as {@code power _yhat, strata(variety) noconstant}
   * @param rescorrelation such as {@code ar 1, t(time)}
   * @param rescovariance the one-stop form, instead of the other two
   * @param group path of the residual groups, {@code site>plot}
   * @throws ModelException with every problem found
   */
  public static ResidualStructure parse(
      String resvariance, String rescorrelation, String rescovariance, String group) {
    return new ResidualText(resvariance, rescorrelation, rescovariance, group).read();
  }

  /** Lowers the structure against a data set. */
  public LoweredResidual lower(Columns columns) {
    double[] varianceStart = variance.start(columns);
    double[] correlationStart = correlation.start(columns);
    int first = varianceStart.length;
    int r = first + correlationStart.length;
    ResidualSpec spec =
        new ResidualSpec(r, logScale(columns, first), correlation.correlation(columns, first));
    List<ResidualParameter> parameters =
        Stream.of(variance.parameters(columns), correlation.parameters(columns))
            .flatMap(List::stream)
            .toList();
    double[] start =
        Stream.of(varianceStart, correlationStart).flatMapToDouble(Arrays::stream).toArray();
    return new LoweredResidual(spec, natural(columns, first, r), parameters, start);
  }

  private Program logScale(Columns columns, int first) {
    if (variance instanceof IdentityVariance) {
      return null;
    }
    ProgramBuilder b = new ProgramBuilder();
    return b.build(variance.logScale(b, columns, ResidualParameters.nodes(b, 0, first)));
  }

  private Program natural(Columns columns, int first, int r) {
    ProgramBuilder b = new ProgramBuilder();
    int[] ofVariance =
        variance.natural(b, columns, ResidualParameters.nodes(b, 0, first), b.residualParameter(r));
    int[] ofCorrelation =
        correlation.natural(b, columns, ResidualParameters.nodes(b, first, r - first));
    return b.build(
        IntStream.concat(IntStream.of(ofVariance), IntStream.of(ofCorrelation)).toArray());
  }

  /** What the data must satisfy, to be checked when the model is bound to data. */
  public List<Requirement> requirements() {
    List<Requirement> all = new ArrayList<>(variance.requirements());
    all.addAll(correlation.requirements());
    return all.stream().distinct().toList();
  }

  /** The variable in whose order the rows of a group must be, if order matters. */
  public Optional<String> rowOrder() {
    return correlation.rowOrder();
  }

  /** The text of {@code resvariance()} that gives the variance function. */
  public String resvariance() {
    return variance.toString();
  }

  /** The text of {@code rescorrelation()} that gives the correlation. */
  public String rescorrelation() {
    return correlation.toString();
  }

  /** menl's options: {@code resvariance(power _yhat) rescorrelation(ar 1, t(time)) group(id)}. */
  @Override
  public String toString() {
    return "resvariance("
        + resvariance()
        + ") rescorrelation("
        + rescorrelation()
        + ")"
        + (group.isEmpty() ? "" : " group(" + group + ")");
  }
}
