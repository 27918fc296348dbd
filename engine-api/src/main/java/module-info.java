/**
 * Backend SPI, batch layout and the differentiable program; no estimation and no linear algebra.
 */
module dev.menlo.engine {
  exports dev.menlo.engine;
  exports dev.menlo.engine.program;

  uses dev.menlo.engine.Backend;
}
