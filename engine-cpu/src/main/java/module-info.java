/** The CPU backend: a plain reference and a compiled multicore path. */
@SuppressWarnings("requires-automatic")
module dev.menlo.engine.cpu {
  requires transitive dev.menlo.engine;
  requires org.objectweb.asm;
  requires ejml.core;
  requires ejml.ddense;

  exports dev.menlo.engine.cpu;

  provides dev.menlo.engine.Backend with
      dev.menlo.engine.cpu.CpuBackend,
      dev.menlo.engine.cpu.reference.ReferenceBackend;
}
