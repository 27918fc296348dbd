package dev.menlo.gpucheck.contract;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.StatusContract;

/** {@link StatusContract} on the backend under check. */
public final class DeviceStatusContract extends StatusContract {
  /** Creates the suite; JUnit does. */
  public DeviceStatusContract() {}

  @Override
  protected Backend backend() {
    return ContractSuites.backend();
  }
}
