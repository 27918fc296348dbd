/** Runs PTX, and programs of the CUDA driver, on machines without a GPU; for tests. */
module dev.menlo.cuda.emulator {
  exports dev.menlo.cuda.emulator.driver;
  exports dev.menlo.cuda.emulator.ptx;
}
