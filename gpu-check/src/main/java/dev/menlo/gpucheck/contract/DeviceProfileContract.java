package dev.menlo.gpucheck.contract;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.ProfileContract;

/** {@link ProfileContract} on the backend under check. */
public final class DeviceProfileContract extends ProfileContract {
  /** Creates the suite; JUnit does. */
  public DeviceProfileContract() {}

  @Override
  protected Backend backend() {
    return ContractSuites.backend();
  }
}
