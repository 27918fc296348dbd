/** The CPU backend. */
module dev.menlo.engine.cpu {
  requires transitive dev.menlo.engine;
  requires org.objectweb.asm;

  exports dev.menlo.engine.cpu;

  provides dev.menlo.engine.Backend with
      dev.menlo.engine.cpu.CpuBackend;
}
