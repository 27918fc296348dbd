package dev.menlo.engine.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Exact first and second derivatives of programs, as programs. */
public final class Derivatives {
  private Derivatives() {}

  /**
   * The mean with its derivatives in the fixed and random effects, on distinct columns.
   *
   * @param mean one output; inputs COVARIATE, FIXED_EFFECT and RANDOM_EFFECT
   * @param fixedEffects p
   * @param randomEffects q, over all levels
   * @param order 1, or 2 for second derivatives too
   */
  public static MeanDerivatives of(Program mean, int fixedEffects, int randomEffects, int order) {
    requireOrder(order, 1);
    ProgramBuilder builder = new ProgramBuilder();
    int mu = builder.append(mean)[0];
    int[] parameters =
        IntStream.concat(
                IntStream.range(0, fixedEffects).map(builder::fixedEffect),
                IntStream.range(0, randomEffects).map(builder::randomEffect))
            .toArray();
    int[] first = gradient(builder, mu, parameters);
    Columns columns = Columns.of(builder, first);
    Curvatures second =
        order == 2 ? Curvatures.of(builder, parameters, columns) : Curvatures.none();
    int[] outputs =
        IntStream.concat(
                IntStream.concat(IntStream.of(mu), Arrays.stream(columns.nodes())),
                Arrays.stream(second.nodes()))
            .toArray();
    return new MeanDerivatives(
        builder.build(outputs),
        order,
        columns.nodes().length,
        Arrays.copyOf(columns.ofParameter(), fixedEffects),
        Arrays.copyOfRange(columns.ofParameter(), fixedEffects, fixedEffects + randomEffects),
        second.rows(),
        second.columns());
  }

  /**
   * A residual program with its derivatives in the residual parameters.
   *
   * @param program any number of outputs; RESIDUAL_PARAMETER among its inputs
   * @param parameters r
   * @param order 0, 1 or 2
   */
  public static ParameterDerivatives inParameters(Program program, int parameters, int order) {
    requireOrder(order, 0);
    ProgramBuilder builder = new ProgramBuilder();
    int[] values = builder.append(program);
    int[] deltas = IntStream.range(0, parameters).map(builder::residualParameter).toArray();
    List<int[]> blocks = new ArrayList<>(List.of(values));
    if (order >= 1) {
      Differentiator differentiator = new Differentiator(builder, deltas);
      for (int j = 0; j < parameters; j++) {
        int parameter = j;
        blocks.add(map(values, v -> differentiator.derivative(v, parameter)));
      }
    }
    if (order == 2) {
      Differentiator differentiator = new Differentiator(builder, deltas);
      for (int j = 0; j < parameters; j++) {
        for (int k = 0; k <= j; k++) {
          int parameter = k;
          blocks.add(map(blocks.get(1 + j), v -> differentiator.derivative(v, parameter)));
        }
      }
    }
    int[] outputs = blocks.stream().flatMapToInt(Arrays::stream).toArray();
    return new ParameterDerivatives(builder.build(outputs), order, values.length, parameters);
  }

  private static int[] map(int[] nodes, IntUnaryOperator function) {
    return Arrays.stream(nodes).map(function).toArray();
  }

  private static int[] gradient(ProgramBuilder builder, int node, int[] parameters) {
    Differentiator differentiator = new Differentiator(builder, parameters);
    return IntStream.range(0, parameters.length)
        .map(j -> differentiator.derivative(node, j))
        .toArray();
  }

  private static void requireOrder(int order, int least) {
    if (order < least || order > 2) {
      throw new IllegalArgumentException("derivatives of order " + order + " are not formed");
    }
  }

  private static boolean isZero(ProgramBuilder builder, int node) {
    return builder.op(node) == Op.CONSTANT && builder.constantValue(node) == 0;
  }

  /**
   * Distinct derivative nodes.
   *
   * @param nodes per column its node
   * @param ofParameter per parameter its column, or -1 where the derivative is 0
   */
  private record Columns(int[] nodes, int[] ofParameter) {
    static Columns of(ProgramBuilder builder, int[] derivatives) {
      int[] representative = RecursionSharing.representatives(builder);
      Map<Integer, Integer> known = new LinkedHashMap<>();
      int[] ofParameter = new int[derivatives.length];
      for (int j = 0; j < derivatives.length; j++) {
        int node = representative[derivatives[j]];
        ofParameter[j] =
            isZero(builder, node) ? -1 : known.computeIfAbsent(node, n -> known.size());
      }
      int[] nodes = known.keySet().stream().mapToInt(Integer::intValue).toArray();
      return new Columns(nodes, ofParameter);
    }

    /** A parameter of each column. */
    int[] parameters() {
      int[] first = new int[nodes.length];
      for (int j = ofParameter.length - 1; j >= 0; j--) {
        if (ofParameter[j] >= 0) {
          first[ofParameter[j]] = j;
        }
      }
      return first;
    }
  }

  /**
   * Structurally non-zero second derivatives. Parameters that share a column share every second
   * derivative too, so one parameter stands for each column.
   */
  private record Curvatures(int[] nodes, int[] rows, int[] columns) {
    static Curvatures none() {
      return new Curvatures(new int[0], new int[0], new int[0]);
    }

    static Curvatures of(ProgramBuilder builder, int[] parameterNodes, Columns first) {
      Differentiator differentiator = new Differentiator(builder, parameterNodes);
      int[] parameters = first.parameters();
      List<int[]> entries = new ArrayList<>();
      for (int row = 0; row < parameters.length; row++) {
        for (int column = 0; column <= row; column++) {
          int node = differentiator.derivativeOfProduct(first.nodes()[row], parameters[column]);
          if (!isZero(builder, node)) {
            entries.add(new int[] {node, row, column});
          }
        }
      }
      return new Curvatures(field(entries, 0), field(entries, 1), field(entries, 2));
    }

    private static int[] field(List<int[]> entries, int k) {
      return entries.stream().mapToInt(entry -> entry[k]).toArray();
    }
  }
}
