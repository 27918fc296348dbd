package dev.menlo.cli;

import static dev.menlo.cli.Ended.example;
import static dev.menlo.cli.Ended.menlo;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input at the command line: exit code 2, one message with place and cure, no stack trace. */
class BadInputTest {
  private static final String LINE = "y = {a}+{b}*x+{U[id]}";

  @TempDir private Path folder;

  private Ended fit(String model, String csv, String... flags) throws IOException {
    Path data = Files.writeString(folder.resolve("data.csv"), csv);
    String[] args = new String[flags.length + 4];
    args[0] = "fit";
    args[1] = model;
    args[2] = "--data";
    args[3] = data.toString();
    System.arraycopy(flags, 0, args, 4, flags.length);
    return menlo(args);
  }

  /** 4 groups of 5 rows on a line. */
  private static String table() {
    return "id,x,y\n"
        + IntStream.range(0, 20)
            .mapToObj(i -> i / 5 + "," + i % 5 + "," + (i % 5 + i / 5 + 0.1 * (i * 7 % 3)))
            .collect(Collectors.joining("\n"))
        + "\n";
  }

  @Test
  void unknownVariable() throws IOException {
    fit("y = {a}+{b}*xx+{U[id]}", table()).isBadInput("xx", "did you mean", "x");
  }

  @Test
  void missingResponseColumn() throws IOException {
    fit("weight = {a}+{b}*x+{U[id]}", table()).isBadInput("weight");
  }

  @Test
  void missingGroupColumn() throws IOException {
    fit("y = {a}+{b}*x+{U[tree]}", table()).isBadInput("tree");
  }

  @Test
  void unbalancedBrace() throws IOException {
    fit("y = {a+{b}*x", table()).isBadInput("^", "expected");
  }

  @Test
  void unbalancedParenthesis() throws IOException {
    fit("y = {a}+exp({b}*x", table()).isBadInput("^", "expected");
  }

  @Test
  void nonNumericCell() throws IOException {
    fit(LINE, table().replace("3,4,", "3,four,")).isBadInput("data.csv", "x", "line 21", "four");
  }

  @Test
  void emptySample() throws IOException {
    fit(LINE, table(), "--if", "x > 100").isBadInput("x > 100");
  }

  @Test
  void everyRowMissing() throws IOException {
    fit(LINE, "id,x,y\n1,1,\n1,2,\n2,1,NA\n2,2,.\n").isBadInput("no row is left", "y");
  }

  @Test
  void responseWithoutVariance() throws IOException {
    fit(LINE, table().replaceAll(",[0-9.]+\n", ",7\n")).isBadInput("y is 7", "every row");
  }

  @Test
  void infiniteMeanAtTheStart() throws IOException {
    fit("y = {a}*exp({b}*x)+{U[id]}", table(), "--initial", "a 1 b 1000")
        .isBadInput("line 3 of ", "data.csv, id 0)", "--initial");
  }

  @Test
  void duplicateColumns() throws IOException {
    fit(LINE, table().replace("id,x,y", "id,y,y")).isBadInput("two columns are named y", "line 1");
  }

  @Test
  void duplicateDefinitions() throws IOException {
    fit("y = {f:}+{U[id]}", table(), "--define", "f: {a}", "--define", "f: {b}").isBadInput("f");
  }

  @Test
  void randomEffectAtTwoPaths() throws IOException {
    fit("y = {a}+{U[id]}+{U[x]}", table()).isBadInput("U", "id", "x");
  }

  @Test
  void pathsThatAreNotNested() throws IOException {
    fit("y = {a}+{U[id]}+{V[x]}", table()).isBadInput("id", "x");
  }

  @Test
  void moreFixedEffectsThanTheDataCarry() throws IOException {
    fit(LINE, "id,x,y\n1,1,2\n2,2,3\n").isBadInput("2 observations", "2 fixed effects");
  }

  @Test
  void constantColumn() throws IOException {
    fit(LINE, table().replaceAll("(?m)^(\\d),\\d,", "$1,3,"), "--initial", "a 1 b 1")
        .isBadInput("aliased", "drop one");
  }

  @Test
  void rowsOfUnequalWidth() throws IOException {
    fit(LINE, table() + "9,9\n").isBadInput("line 22", "2 fields", "3");
  }

  @Test
  void emptyFile() throws IOException {
    fit(LINE, "").isBadInput("empty");
  }

  @Test
  void fileThatIsNotText() throws IOException {
    Path data = folder.resolve("data.csv");
    Files.write(data, new byte[] {'y', ',', 'x', '\n', (byte) 0xff, (byte) 0xfe, ',', '1', '\n'});
    menlo("fit", "y = {a}+{b}*x", "--data", data.toString()).isBadInput("UTF-8");
  }

  @Test
  void noSuchDataFile() {
    menlo("fit", LINE, "--data", folder.resolve("none.csv").toString()).isBadInput("none.csv");
  }

  @Test
  void dataThatAreAFolder() {
    menlo("fit", LINE, "--data", folder.toString()).isBadInput(folder.toString());
  }

  @Test
  void noData() {
    menlo("fit", LINE).isBadInput("--data");
  }

  @Test
  void noSuchModelFile() {
    menlo("fit", "none.yaml").isBadInput("none.yaml");
    menlo("fit", "nothing").isBadInput("nothing", "depvar = expression");
  }

  @Test
  void unknownKeyOfAModelFile() throws IOException {
    Path file = folder.resolve("model.yaml");
    Files.writeString(file, "model: " + LINE + "\ndata: data.csv\nlevle: 90\n");
    menlo("fit", file.toString()).isBadInput("model.yaml, line 3", "levle", "did you mean level");
  }

  @Test
  void badValueOfAModelFile() throws IOException {
    Path file = folder.resolve("model.yaml");
    Files.writeString(file, "model: \"" + LINE + "\"\ndata: data.csv\nlevel: high\n");
    menlo("fit", file.toString()).isBadInput("model.yaml, line 3, level", "number", "high");
  }

  @Test
  void optionsOfMenlThatMenloDoesNotHave() throws IOException {
    fit(LINE + ", pnlsopts(iterate(5))", table()).isBadInput("pnlsopts", "not available");
    fit(LINE + ", emiterate(-1)", table()).isBadInput("emiterate", "at least 0");
    fit(LINE + ", ltolerance(0)", table()).isBadInput("ltolerance", "positive");
  }

  @Test
  void unknownFlagsAndCommands() {
    menlo("fit", LINE, "--levle", "90").isBadInput("--levle", "--level");
    menlo("fti").isBadInput("fti", "fit");
    menlo().isBadInput("command");
  }

  @Test
  void badValuesOfFlags() throws IOException {
    fit(LINE, table(), "--level", "100").isBadInput("--level", "99.99");
    fit(LINE, table(), "--level", "x").isBadInput("--level", "number");
    fit(LINE, table(), "--threads", "0").isBadInput("--threads", "at least 1");
    fit(LINE, table(), "--format", "xml").isBadInput("--format", "text and json");
    fit(LINE, table(), "--initial", "a").isBadInput("a");
    fit(LINE, table(), "--initial", "c 1").isBadInput("c", "a, b");
    fit(LINE, table(), "--mle", "--reml").isBadInput("--mle", "--reml");
    fit(LINE, table(), "--if", "x >").isBadInput("expected");
    fit(LINE, table(), "--covariance", "U, nonsense").isBadInput("nonsense");
    fit(LINE, table(), "--resvariance", "power z").isBadInput("z");
  }

  @Test
  void fullDisk() throws IOException {
    Ended fit = menlo("fit", example("orange.yaml"), "--out", "/dev/full");

    assertThat(fit.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(fit.err()).contains("cannot write /dev/full", "No space left", "--out");
    assertThat(fit.out()).contains("-131.58458");
  }

  @Test
  void outputInAFolderThatIsNotThere() {
    Ended fit = menlo("fit", example("orange.yaml"), "--out", folder + "/none/fit.json");

    assertThat(fit.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(fit.err()).contains("folder does not exist");
  }

  @Test
  void unknownBackendHasItsOwnCode() {
    Ended fit = menlo("fit", example("orange.yaml"), "--backend", "tpu");

    assertThat(fit.code()).isEqualTo(ExitCode.BACKEND_UNAVAILABLE);
    assertThat(fit.err()).contains("no backend named tpu", "auto", "cpu");
  }

  @Test
  void readsMarksLineEndsQuotesAndSemicolons() throws IOException {
    String awkward = "\uFEFF" + table().replace("id,x,y", "\"id\",\"x\",\"y\"").replace(",", ";");
    Path data = folder.resolve("awkward.csv");
    Files.write(data, awkward.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));

    Ended plain = fit(LINE, table());
    Ended read = menlo("fit", LINE, "--data", data.toString());

    assertThat(read.code()).isZero();
    assertThat(read.out()).isEqualTo(plain.out());
  }

  @Test
  void countsRowsWithMissingValues() throws IOException {
    Ended fit = fit(LINE, table() + "1,,3\n2,1,NA\n");

    assertThat(fit.code()).isZero();
    assertThat(fit.out()).contains("=         20", "2 rows with missing values were dropped");
  }
}
