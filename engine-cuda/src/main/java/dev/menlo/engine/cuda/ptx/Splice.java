package dev.menlo.engine.cuda.ptx;

import dev.menlo.engine.program.Program;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Puts a formula into the holes of a template. The result is PTX that stands by itself: the bodies
 * of elementary functions are copied to where the formula calls them, with their tables, so that a
 * kernel stays one function.
 */
public final class Splice {
  private static final String FIRST_FUNCTION = ".visible .entry";

  private Splice() {}

  /**
   * Fills all holes of a template, as {@code kernels/README.md} describes them.
   *
   * @param template PTX of a kernel with one hole for the program and, where the program may be
   *     recursive, one named STATE at the top of the body
   * @param program the formula; residual programs must not be recursive
   * @param outputs nodes of the program in output order; -1 is an output that is always 0
   * @return PTX without holes
   * @throws IllegalArgumentException if the program reads what the template does not give
   */
  public static String fill(String template, Program program, int[] outputs) {
    return fill(template, program, outputs, FunctionLibrary.ofThisBuild());
  }

  static String fill(String template, Program program, int[] outputs, FunctionLibrary functions) {
    ProgramLowering lowering = new ProgramLowering(program, outputs, functions);
    Set<String> tables = new TreeSet<>();
    boolean[] state = new boolean[1];
    return fill(
        template,
        functions,
        tables,
        hole -> {
          if (hole.name().equals("STATE")) {
            state[0] = true;
            return lowering.stateDeclaration();
          }
          require(state[0] || !lowering.isRecursive(), hole);
          return lowering.code(hole, tables);
        });
  }

  /**
   * Fills the holes of a template that sums products of the outputs row by row, with the sums in
   * registers: see {@link SumsLowering}.
   *
   * @param template PTX with the holes SUMS_STATE, SUMS_ROW and SUMS_END
   * @param program the mean, with derivatives
   * @param outputs nodes of the program: {@code columns} columns, the mean, then what is multiplied
   *     with the residual; -1 is an output that is always 0
   * @param columns m; the cross-product has order m + 1
   * @param cross whether products of columns are summed, or only squares of the residual
   * @return PTX without holes
   */
  public static String fillSums(
      String template, Program program, int[] outputs, int columns, boolean cross) {
    FunctionLibrary functions = FunctionLibrary.ofThisBuild();
    Set<String> tables = new TreeSet<>();
    ProgramLowering lowering = new ProgramLowering(program, outputs, functions);
    SumsLowering sums = new SumsLowering(lowering, columns, outputs.length, cross);
    return fill(template, functions, tables, hole -> sums.code(hole, tables));
  }

  private static String fill(
      String template, FunctionLibrary functions, Set<String> tables, Function<Hole, String> code) {
    StringBuilder filled = new StringBuilder(2 * template.length());
    for (String line : template.split("\n", -1)) {
      filled.append(Hole.is(line) ? code.apply(Hole.of(line)) : line + "\n");
    }
    int at = filled.indexOf(FIRST_FUNCTION);
    StringBuilder declarations = new StringBuilder();
    tables.forEach(table -> declarations.append(functions.table(table)).append('\n'));
    return filled.insert(Math.max(at, 0), declarations).toString();
  }

  private static void require(boolean condition, Hole hole) {
    if (!condition) {
      throw new IllegalArgumentException(
          "the program is recursive, and the template of " + hole + " has no place for its state");
    }
  }
}
