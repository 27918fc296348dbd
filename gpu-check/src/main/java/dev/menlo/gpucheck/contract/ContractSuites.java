package dev.menlo.gpucheck.contract;

import dev.menlo.engine.Backend;
import dev.menlo.engine.Backends;
import java.util.List;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs the contract suites in this process. */
public final class ContractSuites {
  private static final List<Class<?>> SUITES =
      List.of(
          DeviceBatchContract.class,
          DeviceLinearizationContract.class,
          DeviceProfileContract.class,
          DeviceReadContract.class,
          DeviceReproducibilityContract.class,
          DeviceResidualContract.class,
          DeviceSolveContract.class,
          DeviceStatusContract.class);

  private static volatile Backend backend;

  private ContractSuites() {}

  /** The backend that the suites test. */
  static Backend backend() {
    return backend;
  }

  /**
   * What came of the suites.
   *
   * @param found tests
   * @param succeeded of them
   * @param failed of them
   * @param skipped for want of a capability
   * @param failures name and message of each failure
   */
  public record Result(
      long found, long succeeded, long failed, long skipped, List<String> failures) {}

  /** Runs all suites on a backend by name. */
  public static Result run(String name) {
    backend = Backends.named(name);
    LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
    SUITES.forEach(suite -> request.selectors(DiscoverySelectors.selectClass(suite)));
    LauncherDiscoveryRequest suites = request.build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(suites, listener);
    TestExecutionSummary summary = listener.getSummary();
    List<String> failures =
        summary.getFailures().stream()
            .map(f -> f.getTestIdentifier().getDisplayName() + ": " + f.getException())
            .toList();
    return new Result(
        summary.getTestsFoundCount(),
        summary.getTestsSucceededCount(),
        summary.getTestsFailedCount(),
        summary.getTestsAbortedCount() + summary.getTestsSkippedCount(),
        failures);
  }
}
