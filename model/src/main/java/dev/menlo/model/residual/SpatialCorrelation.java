package dev.menlo.model.residual;

import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.model.ResidualParameter;
import dev.menlo.model.ResidualParameter.IntervalScale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Correlation by Euclidean distance d in one or more coordinates: {@code corr = (1 - nugget) h(d /
 * range)}, d &gt; 0. Beyond menl; nlme's corExp, corGaus, corLin, corRatio and corSpher.
 *
 * <p>Natural parameters {@code range} &gt; 0 and, if asked for, {@code nugget} in (0, 1), one minus
 * the correlation as d goes to 0; unconstrained log(range), logit(nugget). Rows at one place with
 * no nugget have correlation 1, so C is singular.
 *
 * @param kernel h
 * @param coordinates names of numeric variables
 * @param nugget whether there is a nugget
 * @param by the variable by whose levels all parameters differ
 */
public record SpatialCorrelation(
    SpatialKernel kernel, List<String> coordinates, boolean nugget, Category by)
    implements CorrelationStructure {
  /** Copies the coordinates and requires one. */
  public SpatialCorrelation {
    coordinates = List.copyOf(coordinates);
    Names.requirePositive(coordinates.size(), "the number of coordinates");
  }

  /** A nugget of .1, and a range between neighbours and the whole extent. */
  @Override
  public double[] start(Columns columns) {
    double logRange = TypicalDistance.log(columns, "coords", coordinates);
    return nugget ? by.start(columns, logRange, -Math.log(9)) : by.start(columns, logRange);
  }

  @Override
  public List<ResidualParameter> parameters(Columns columns) {
    ResidualParameter range = new ResidualParameter("range", IntervalScale.LOG);
    return nugget
        ? by.parameters(columns, range, new ResidualParameter("nugget", IntervalScale.LOG))
        : by.parameters(columns, range);
  }

  @Override
  public int[] natural(ProgramBuilder b, Columns columns, int[] delta) {
    return by.eachLevel(
        columns,
        delta,
        d ->
            nugget
                ? new int[] {b.apply(Op.EXP, d[0]), b.apply(Op.INVLOGIT, d[1])}
                : new int[] {b.apply(Op.EXP, d[0])});
  }

  @Override
  public ResidualSpec.Correlation correlation(Columns columns, int first) {
    ProgramBuilder b = new ProgramBuilder();
    int[] all = ResidualParameters.nodes(b, first, start(columns).length);
    int[] delta = by.ofRow(b, columns, all);
    int s = b.div(distance(b, columns), b.apply(Op.EXP, delta[0]));
    int h = kernel.node(b, s);
    int entry = nugget ? b.mul(b.sub(b.constant(1), b.apply(Op.INVLOGIT, delta[1])), h) : h;
    return new ResidualSpec.Correlation.Dense(new ResidualSpec.Entries.Pairwise(b.build(entry)));
  }

  private int distance(ProgramBuilder b, Columns columns) {
    int squares = b.constant(0);
    for (String coordinate : coordinates) {
      int x = columns.variable(coordinate);
      int difference = b.sub(b.covariate(x), b.pairedCovariate(x));
      squares = b.add(squares, b.mul(difference, difference));
    }
    return b.apply(Op.SQRT, squares);
  }

  @Override
  public List<Requirement> requirements() {
    List<Requirement> all = new ArrayList<>();
    for (String coordinate : coordinates) {
      all.add(new Requirement(coordinate, Requirement.Kind.PRESENT));
    }
    if (coordinates.size() == 1 && !nugget) {
      all.add(new Requirement(coordinates.get(0), Requirement.Kind.DISTINCT_WITHIN_GROUP));
    }
    all.addAll(Requirement.ofCategory(by));
    return all;
  }

  @Override
  public Optional<String> rowOrder() {
    return Optional.empty();
  }

  @Override
  public String toString() {
    return StructureText.write(
        kernel.toString(),
        List.of("coords(" + String.join(" ", coordinates) + ")"),
        nugget ? List.of("nugget") : List.of(),
        by.suboption("by"));
  }
}
