package dev.menlo.gpucheck.contract;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.BatchContract;

/** {@link BatchContract} on the backend under check. */
public final class DeviceBatchContract extends BatchContract {
  /** Creates the suite; JUnit does. */
  public DeviceBatchContract() {}

  @Override
  protected Backend backend() {
    return ContractSuites.backend();
  }
}
