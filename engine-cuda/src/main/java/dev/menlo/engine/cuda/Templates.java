package dev.menlo.engine.cuda;

import dev.menlo.engine.program.Program;

/** Where the kernels' PTX comes from and how a formula gets into it. */
interface Templates {
  /** The PTX of a stem. */
  String ptx(String stem);

  /**
   * A template with its holes filled; see kernels/README.md.
   *
   * @param outputs nodes of the program, -1 for an output that is 0
   */
  String fill(String template, Program program, int[] outputs);

  /**
   * A template that sums products of outputs in registers with its holes filled.
   *
   * @param outputs {@code columns} columns, the mean, then what is multiplied with the residual
   * @param cross whether products of columns are summed, or only squares of the residual
   */
  String fillSums(String template, Program program, int[] outputs, int columns, boolean cross);
}
