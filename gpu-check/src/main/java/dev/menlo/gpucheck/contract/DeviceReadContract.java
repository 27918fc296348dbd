package dev.menlo.gpucheck.contract;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.ReadContract;

/** {@link ReadContract} on the backend under check. */
public final class DeviceReadContract extends ReadContract {
  /** Creates the suite; JUnit does. */
  public DeviceReadContract() {}

  @Override
  protected Backend backend() {
    return ContractSuites.backend();
  }
}
