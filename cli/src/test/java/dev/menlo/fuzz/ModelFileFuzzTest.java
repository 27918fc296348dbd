package dev.menlo.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.menlo.model.ModelFile;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Any text as a model file. */
class ModelFileFuzzTest {
  private static final Pattern PLACE = Pattern.compile("^fuzzed\\.yaml");

  @FuzzTest(maxDuration = "10m")
  void modelFile(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    Oracle.readOrRefused(PLACE, () -> ModelFile.parse(text, "fuzzed.yaml"));
  }
}
