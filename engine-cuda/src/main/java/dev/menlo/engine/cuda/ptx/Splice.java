package dev.menlo.engine.cuda.ptx;

import dev.menlo.engine.program.Program;
import java.util.Set;
import java.util.TreeSet;

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
    StringBuilder filled = new StringBuilder(2 * template.length());
    Set<String> tables = new TreeSet<>();
    boolean state = false;
    for (String line : template.split("\n", -1)) {
      if (!Hole.is(line)) {
        filled.append(line).append('\n');
        continue;
      }
      Hole hole = Hole.of(line);
      if (hole.name().equals("STATE")) {
        filled.append(lowering.stateDeclaration());
        state = true;
      } else {
        require(state || !lowering.isRecursive(), hole);
        filled.append(lowering.code(hole, tables));
      }
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
