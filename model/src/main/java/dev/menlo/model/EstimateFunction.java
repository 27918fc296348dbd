package dev.menlo.model;

import dev.menlo.engine.program.Program;
import dev.menlo.model.lowering.EstimateLowering;
import java.util.List;
import java.util.Map;

/**
 * A function of a fit's estimates, as {@code nlcom} and {@code test} take it: an expression of the
 * formula language whose names are those of parameters. A name stands plainly ({@code rho}), in
 * braces ({@code {phi1:2.variety}}), as tables print it ({@code var(U1)}), or as Stata refers to it
 * ({@code _b[b1]}, {@code _b[/rho]}, {@code [/var(U1)]}).
 *
 * @param name its own name, or ""
 * @param text the expression as it was written
 * @param program one output; inputs RESIDUAL_PARAMETER, whose index is that of the name
 */
public record EstimateFunction(String name, String text, Program program) {
  /**
   * Reads {@code expression} or {@code name: expression}.
   *
   * @param label what messages call it, such as {@code nlcom}
   * @param names parameters by every name they have, with their index
   * @throws ModelException with every problem found; an unknown name comes with the nearest ones
   */
  public static EstimateFunction of(String label, String text, Map<String, Integer> names) {
    return new EstimateLowering(label, names).function(text);
  }

  /**
   * Reads a hypothesis {@code a = b = c}, or {@code a}, which stands for {@code a = 0}: functions
   * that are 0 where it holds, {@code a - b} and {@code b - c}.
   *
   * @param label what messages call it, such as {@code test}
   * @param names parameters by every name they have, with their index
   * @throws ModelException with every problem found; an unknown name comes with the nearest ones
   */
  public static List<EstimateFunction> hypothesis(
      String label, String text, Map<String, Integer> names) {
    return new EstimateLowering(label, names).hypothesis(text);
  }
}
