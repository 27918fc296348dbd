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
}
