package dev.menlo.engine.cuda;

import dev.menlo.engine.cuda.ptx.Splice;
import dev.menlo.engine.program.Program;
import dev.menlo.kernels.KernelManifest;

/** The kernels that this build carries. */
final class ShippedTemplates implements Templates {
  @Override
  public String ptx(String stem) {
    return KernelManifest.ptx(stem);
  }

  @Override
  public String fill(String template, Program program, int[] outputs) {
    return Splice.fill(template, program, outputs);
  }

  @Override
  public String fillSums(
      String template, Program program, int[] outputs, int columns, boolean cross) {
    return Splice.fillSums(template, program, outputs, columns, cross);
  }
}
