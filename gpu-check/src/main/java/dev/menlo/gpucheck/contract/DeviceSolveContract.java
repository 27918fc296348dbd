package dev.menlo.gpucheck.contract;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.SolveContract;

/** {@link SolveContract} on the backend under check. */
public final class DeviceSolveContract extends SolveContract {
  /** Creates the suite; JUnit does. */
  public DeviceSolveContract() {}

  @Override
  protected Backend backend() {
    return ContractSuites.backend();
  }
}
