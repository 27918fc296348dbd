/** Runs PTX, and programs of the CUDA driver, on machines without a GPU; for tests. */
@SuppressWarnings("requires-automatic")
module dev.menlo.cuda.emulator {
  requires jcuda;

  exports dev.menlo.cuda.emulator.assembler;
  exports dev.menlo.cuda.emulator.driver;
  exports dev.menlo.cuda.emulator.ptx;
}
