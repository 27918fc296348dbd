package dev.menlo.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.menlo.study.definition.Study;
import dev.menlo.study.definition.StudySource;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** Any text as a study file; the files that it names are not there. */
class StudyFileFuzzTest {
  private static final Pattern PLACE = Pattern.compile("^fuzzed\\.yaml");

  @FuzzTest(maxDuration = "10m")
  void studyFile(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    Oracle.readOrRefused(
        PLACE, () -> Study.of(new StudySource("fuzzed.yaml", text, Map.of())).scenarios());
  }
}
