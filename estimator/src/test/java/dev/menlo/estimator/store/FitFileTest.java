package dev.menlo.estimator.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.menlo.engine.Criterion;
import dev.menlo.engine.Design;
import dev.menlo.estimator.Deadline;
import dev.menlo.estimator.Examples;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.FixedPoint;
import dev.menlo.estimator.InitialText;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.BoundData;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.postestimation.Vce;
import dev.menlo.model.Model;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stored fits come back bit for bit, and damaged ones say what is wrong. */
class FitFileTest {
  @TempDir static Path folder;
  private static Path orange;
  private static Fit orangeFit;

  @BeforeAll
  static void storeOrange() throws IOException {
    orangeFit = Menlo.fit(Examples.model("orange.yaml"), Examples.data("orange.yaml"));
    orange = folder.resolve("orange.json");
    FitFile.write(orangeFit, orange);
  }

  /** A few rounds from known starts: what is stored need not have converged. */
  @ParameterizedTest
  @CsvSource({
    "orange-reml.yaml, b1 175 b2 700 b3 300",
    "ces.yaml, b0 3.5 delta0 .34 rho 1.1",
    "ovary-arma.yaml, a 12 b -3 w .95 c -1",
    "multiple-dose.yaml, lka 0 lcl 1 lv 3"
  })
  void roundTripIsExact(String file, String initial) throws IOException {
    Criterion criterion = file.contains("reml") ? Criterion.REML : Criterion.ML;
    FitOptions options =
        FitOptions.defaults()
            .withCriterion(criterion)
            .withInitial(InitialText.parse(initial))
            .withIterate(3);
    Fit fit = Menlo.fit(Examples.model(file), Examples.data(file), options);
    assertSame(fit, file + ".json");
    assertSame(fit, file + ".json.gz");
  }

  private static void assertSame(Fit fit, String name) throws IOException {
    Path path = folder.resolve(name);
    FitFile.write(fit, path);
    Fit read = FitFile.read(path);
    assertPoint(read.fitted().point(), fit.fitted().point());
    assertData(read.fitted().data(), fit.fitted().data());
    assertThat(read.fitted().model()).isEqualTo(fit.fitted().model());
    assertThat(FitFile.report(read)).isEqualTo(FitFile.report(fit));
    assertThat(read.message()).isEqualTo(fit.message());
    assertThat(read.warnings()).isEqualTo(fit.warnings());
    assertThat(read.trace()).isEqualTo(fit.trace());
    Path again = folder.resolve("again-" + name);
    FitFile.write(read, again);
    assertThat(again).hasSameBinaryContentAs(path);
  }

  /** Records compare numbers bit by bit, but arrays by reference. */
  private static void assertPoint(FixedPoint read, FixedPoint kept) {
    assertBits(read.beta(), kept.beta());
    assertBits(read.psi(), kept.psi());
    assertBits(read.sphericalEffects(), kept.sphericalEffects());
    assertBits(read.fixedEffectsCovariance(), kept.fixedEffectsCovariance());
    assertBits(read.varianceCovariance(), kept.varianceCovariance());
    assertBits(
        new double[] {read.sigma2(), read.logLikelihood(), read.laplace()},
        new double[] {kept.sigma2(), kept.logLikelihood(), kept.laplace()});
    assertThat(read.certificate()).isEqualTo(kept.certificate());
    assertThat(read.trace()).isEqualTo(kept.trace());
    assertThat(read.outcome()).isEqualTo(kept.outcome());
    assertThat(read.badRow()).isEqualTo(kept.badRow());
    assertThat(read.aliased()).isEqualTo(kept.aliased());
    assertThat(read.singular()).isEqualTo(kept.singular());
  }

  private static void assertBits(double[] read, double[] kept) {
    assertThat(Arrays.stream(read).mapToLong(Double::doubleToLongBits).toArray())
        .isEqualTo(Arrays.stream(kept).mapToLong(Double::doubleToLongBits).toArray());
  }

  private static void assertData(BoundData read, BoundData kept) {
    assertBits(read.response(), kept.response());
    assertThat(read.labels()).isEqualTo(kept.labels());
    assertThat(read.groups()).isEqualTo(kept.groups());
    assertThat(read.excluded()).isEqualTo(kept.excluded());
    assertThat(read.dropped()).isEqualTo(kept.dropped());
    Design design = kept.design();
    for (int row = 0; row < design.rows(); row++) {
      assertThat(read.line(row)).isEqualTo(kept.line(row));
      assertThat(read.design().inLikelihood(row)).isEqualTo(design.inLikelihood(row));
    }
    for (int c = 0; c < design.covariates(); c++) {
      assertBits(read.design().covariate(c), design.covariate(c));
    }
    for (int level = 0; level <= design.levels(); level++) {
      assertThat(read.design().start(level)).isEqualTo(design.start(level));
    }
  }

  @Test
  void keepsWhereTheRowsStandInTheirFile() throws IOException {
    Dataset data = Examples.data("orange.yaml");
    double[] y = data.numbers("circumf").clone();
    y[3] = Double.NaN;
    FitOptions options = FitOptions.defaults().withCondition("age > 200").withStandardErrors(false);
    assertSame(
        Menlo.fit(Examples.model("orange.yaml"), data.with("circumf", y), options), "rows.json");
  }

  @Test
  void keepsFactorsWithOneLevelAndTexts() throws IOException {
    Dataset data = Examples.data("orange.yaml");
    String[] one = new String[data.rows()];
    Arrays.fill(one, "only \"one\"");
    double[] tree = data.numbers("tree");
    String[] names =
        Arrays.stream(tree).mapToObj(t -> t == 2 ? "zwei" : "tree " + t).toArray(String[]::new);
    Dataset texts =
        Dataset.builder()
            .column("site", one)
            .column("name", names)
            .column("age", data.numbers("age"))
            .column("circumf", data.numbers("circumf"))
            .build();
    Model model =
        Model.of("circumf = {a:}/(1+exp(-(age-{b2})/{b3}))")
            .define("a", "i.site U[name], xb")
            .build();
    FitOptions options =
        FitOptions.defaults()
            .withInitial(InitialText.parse("a:_cons 190 b2 720 b3 340"))
            .withIterate(3);
    assertSame(Menlo.fit(model, texts, options), "factor.json");
  }

  /** Options that are added must be stored: give every field another value here. */
  @Test
  void keepsEveryOption() throws IOException, IllegalAccessException {
    FitOptions options =
        FitOptions.defaults()
            .withCriterion(Criterion.REML)
            .withLevel(90)
            .withBackend("cpu")
            .withThreads(1)
            .withInitial(Map.of("b1", 150.0))
            .withCondition("age > 200")
            .withStart("logistic")
            .withVce(Vce.ROBUST)
            .withStandardErrors(false)
            .withStandardDeviations(true)
            .withTrace(false)
            .withIterate(77)
            .withTolerance(1e-6)
            .withRowPasses(444)
            .withEmIterate(2)
            .withLtolerance(0.5)
            .withNrtolerance(0.25);
    Path path = folder.resolve("options.json");
    FitFile.write(
        Menlo.fit(Examples.model("orange.yaml"), Examples.data("orange.yaml"), options), path);
    FitOptions read = FitFile.read(path).fitted().options();
    for (Field field : FitOptions.class.getDeclaredFields()) {
      boolean ofTheRun = field.getType() == Deadline.class;
      if (!Modifier.isStatic(field.getModifiers()) && !ofTheRun) {
        field.setAccessible(true);
        assertThat(field.get(options))
            .as("another value than the default of " + field.getName())
            .isNotEqualTo(field.get(FitOptions.defaults()));
        assertThat(field.get(read)).as(field.getName()).isEqualTo(field.get(options));
      }
    }
  }

  @Test
  void refusesZerosThatWouldFillTheMemory() throws IOException {
    Path path = folder.resolve("zeros.json.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
      out.write(
          "{\"format\":\"menlo fit\",\"formatVersion\":1,\"state\":{\"psi\":[0".getBytes(UTF_8));
      byte[] zeros = ",0".repeat(1 << 20).getBytes(UTF_8);
      for (int i = 0; i < 3; i++) {
        out.write(zeros);
      }
    }

    assertThatThrownBy(() -> FitFile.read(path))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("zeros.json.gz", "200 times its size", "copy it again");
  }

  /** Written by the first version that had the format; later versions must read it. */
  @Test
  void readsVersionOne() throws Exception {
    Path stored = Path.of(FitFileTest.class.getResource("orange-version-1.json").toURI());
    Fit fit = FitFile.read(stored);
    assertThat(fit.logLikelihood()).isCloseTo(-131.58457911, offset(1e-8));
    assertThat(fit.fixedEffect("b1").estimate()).isCloseTo(191.04900, offset(1e-5));
    assertThat(fit.fixedEffect("b1").se()).isCloseTo(16.154029, offset(1e-6));
    assertThat(fit.parameter("var(U1)").estimate()).isCloseTo(991.15138, offset(1e-3));
    assertThat(fit.fitted().data().design().rows()).isEqualTo(35);
  }

  private static org.assertj.core.data.Offset<Double> offset(double value) {
    return org.assertj.core.data.Offset.offset(value);
  }

  private static void assertRefused(String content, String... words) throws IOException {
    Path path = folder.resolve("bad.json");
    Files.writeString(path, content);
    assertThatThrownBy(() -> FitFile.read(path))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("bad.json")
        .hasMessageContainingAll(words);
  }

  @Test
  void namesWhatIsWrong() throws IOException {
    String text = Files.readString(orange);
    assertRefused(text.replace("\"formatVersion\" : 1", "\"formatVersion\" : 2"), "newer menlo");
    assertRefused(
        text.replace("\"sigma2\"", "\"sigma3\""), "line", "unknown key \"sigma3\" in state");
    assertRefused(text.replace("\"iterate\"", "\"iterat\""), "line", "unknown key \"iterat\"");
    assertRefused(text.replace("\"options\"", "\"opts\""), "unknown key \"opts\"");
    assertRefused(text.replaceFirst("\"badRow\" : -1,", ""), "state has no key \"badRow\"");
    assertRefused(text.substring(0, text.length() / 2), "cut short", "copy it again");
    assertRefused(text.substring(0, 40), "cut short");
    assertRefused(text.replaceFirst("\"numbers\" : \\[ 118.0", "\"numbers\" : [ 117.0"), "data");
    assertRefused(
        text.replaceFirst("\"beta\" : \\[ (\\d)", "\"beta\" : [ 9$1"), "not those that were");
    assertRefused(text.replaceFirst("\"beta\" : \\[ ", "\"beta\" : [ true, "), "line", "a number");
    assertRefused("{ \"a\" : 1 }", "not a stored fit");
    assertRefused("menlo", "not JSON");
    assertRefused("", "not a stored fit");
    assertThatThrownBy(() -> FitFile.read(folder.resolve("none.json")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no such file");
  }

  @Test
  void namesDamagedCompression() throws IOException {
    Path path = folder.resolve("orange.json.gz");
    FitFile.write(orangeFit, path);
    byte[] bytes = Files.readAllBytes(path);
    Path cut = folder.resolve("cut.json.gz");
    Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> FitFile.read(cut))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cut short");
  }

  @Test
  void leavesAnOlderFileWhenWritingFails() throws IOException {
    Path path = folder.resolve("kept.json");
    Files.writeString(path, "older");
    assertThatThrownBy(
            () ->
                WholeFile.write(
                    path,
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(IOException.class);
    assertThat(path).hasContent("older");
    try (var files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString())).noneMatch(f -> f.startsWith("."));
    }
  }
}
