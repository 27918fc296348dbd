package dev.menlo.cli;

import static dev.menlo.cli.Ended.example;
import static dev.menlo.cli.Ended.menlo;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting points and diagnosis on the command line. */
class DiagnoseTest {
  private static final String ORANGE = example("orange.yaml");

  @TempDir Path folder;

  @Test
  void saysThatAGoodFitIsGood() {
    Ended ended = menlo("diagnose", ORANGE, "--threads", "1");
    assertThat(ended.code()).isZero();
    assertThat(ended.out()).contains("Linearization log likelihood", "Nothing found");
  }

  @Test
  void namesFindingsOfAStoredFitAndComparesSmallerModels() {
    String stored = folder.resolve("fit.json").toString();
    menlo("fit", example("orange-3i.yaml"), "--threads", "1", "--out", stored);
    Ended ended = menlo("diagnose", stored, "--simplify");
    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .contains("unidentified_variance: ", "try: drop U2", "as given", "drop U2");
  }

  @Test
  void showsWhereManyStartsEnd() {
    Ended ended = menlo("fit", ORANGE, "--threads", "1", "--multistart", "20");
    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .contains("Starts  End", "Sampled   (s.e.)", "kept: the largest marginal likelihood");
  }

  @Test
  void startsFromACurveAndNamesThoseThereAre() {
    assertThat(menlo("fit", ORANGE, "--threads", "1", "--start", "logistic").code()).isZero();
    Ended unknown = menlo("fit", ORANGE, "--start", "logstic");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("--start", "there is no curve logstic", "logistic4");
  }

  @Test
  void findingsAreDataInJson() {
    String out = menlo("diagnose", example("orange-3i.yaml"), "--format", "json").out();
    assertThat(out).contains("unidentified_variance", "findings", "suggestion");
  }
}
