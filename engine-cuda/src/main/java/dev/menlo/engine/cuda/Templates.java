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
}
