package dev.menlo.architecture;

/** The packages of each module, as ArchUnit patterns. */
final class Modules {
  static final String[] ENGINE_API = {"dev.menlo.engine", "dev.menlo.engine.program.."};
  static final String ENGINE_TCK = "dev.menlo.engine.tck..";
  static final String ENGINE_CPU = "dev.menlo.engine.cpu..";
  static final String ENGINE_CUDA = "dev.menlo.engine.cuda..";
  static final String CUDA_EMULATOR = "dev.menlo.cuda.emulator..";
  static final String KERNELS = "dev.menlo.kernels..";
  static final String MODEL = "dev.menlo.model..";
  static final String ESTIMATOR = "dev.menlo.estimator..";
  static final String REPORT = "dev.menlo.report..";
  static final String STUDY = "dev.menlo.study..";
  static final String CLI = "dev.menlo.cli..";

  /** All packages of all modules. */
  static final String ALL = "dev.menlo..";

  private Modules() {}
}
