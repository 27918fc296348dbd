package dev.menlo.gpucheck.contract;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.ResidualContract;

/** {@link ResidualContract} on the backend under check. */
public final class DeviceResidualContract extends ResidualContract {
  /** Creates the suite; JUnit does. */
  public DeviceResidualContract() {}

  @Override
  protected Backend backend() {
    return ContractSuites.backend();
  }
}
