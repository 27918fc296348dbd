/** The CPU backend: a plain reference and a compiled multicore path. */
@SuppressWarnings("requires-automatic")
module dev.menlo.engine.cpu {
  requires dev.menlo.engine;
  requires ejml.core;
  requires ejml.ddense;

  provides dev.menlo.engine.Backend with
      dev.menlo.engine.cpu.reference.ReferenceBackend;
}
