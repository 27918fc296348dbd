package dev.menlo.gpucheck.contract;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.ReproducibilityContract;

/** {@link ReproducibilityContract} on the backend under check. */
public final class DeviceReproducibilityContract extends ReproducibilityContract {
  /** Creates the suite; JUnit does. */
  public DeviceReproducibilityContract() {}

  @Override
  protected Backend backend() {
    return ContractSuites.backend();
  }
}
