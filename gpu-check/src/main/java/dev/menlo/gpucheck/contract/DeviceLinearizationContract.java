package dev.menlo.gpucheck.contract;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.LinearizationContract;

/** {@link LinearizationContract} on the backend under check. */
public final class DeviceLinearizationContract extends LinearizationContract {
  /** Creates the suite; JUnit does. */
  public DeviceLinearizationContract() {}

  @Override
  protected Backend backend() {
    return ContractSuites.backend();
  }
}
