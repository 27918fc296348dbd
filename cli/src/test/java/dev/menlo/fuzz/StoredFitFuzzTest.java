package dev.menlo.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.menlo.estimator.store.FitFile;
import java.util.regex.Pattern;

/** Any bytes as a stored fit, plain or compressed. */
class StoredFitFuzzTest {
  private static final Pattern PLACE = Pattern.compile("fuzzed[0-9]+\\.in");

  @FuzzTest(maxDuration = "10m")
  void storedFit(byte[] input) {
    FuzzedFile.of(input, file -> Oracle.readOrRefused(PLACE, () -> FitFile.read(file)));
  }
}
