package dev.menlo.estimator.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.estimator.Examples;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.store.FitFile;
import dev.menlo.model.Model;
import dev.menlo.model.ModelException;
import dev.menlo.model.ModelFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Mutations of good input, and noise, are refused with the exception that the contract names or are
 * read; nothing else comes out of formula parser, YAML, CSV and stored fits.
 */
class HostileInputTest {
  private static final List<String> FORMULAS =
      List.of(
          "circumf = ({b1}+{U1[tree]})/(1+exp(-(age-{b2})/{b3}))",
          "weight = {phi1:}/(1+exp(-(time-{phi2:})/{phi3:})), define(phi1: i.variety##i.year U1[plot])"
              + " define(phi2: U2[plot], xb) define(phi3: U3[plot], xb)"
              + " covariance(U1 U2 U3, unstructured) resvariance(power _yhat, noconstant)",
          "y = {c}+{r}*L._yhat, tsorder(age) tsinit({y:} = {start}) tsmissing");
  private static final String PIECES =
      "{}[]()<>#:;,.=+-*/^\\\"' \t\n0123456789eE_azU\u00e9\u0000\ud83d|&!%~`$@?";

  /** Changes, drops, doubles and inserts characters. */
  private static String mutated(String text, long seed) {
    Random random = new Random(seed);
    StringBuilder out = new StringBuilder(text);
    int edits = 1 + random.nextInt(6);
    for (int i = 0; i < edits && out.length() > 0; i++) {
      int at = random.nextInt(out.length());
      char piece = PIECES.charAt(random.nextInt(PIECES.length()));
      switch (random.nextInt(4)) {
        case 0 -> out.setCharAt(at, piece);
        case 1 -> out.deleteCharAt(at);
        case 2 -> out.insert(at, piece);
        default ->
            out.insert(at, out.substring(at, Math.min(out.length(), at + random.nextInt(30))));
      }
    }
    return out.toString();
  }

  @Property(tries = 1500)
  void formulas(@ForAll long seed) {
    String text = mutated(FORMULAS.get((int) Math.floorMod(seed, 3L)), seed);
    try {
      assertThat(Model.parse(text).toString()).isNotBlank();
    } catch (ModelException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Property(tries = 300)
  void noiseAsFormula(@ForAll String text) {
    try {
      assertThat(Model.parse(text).toString()).isNotBlank();
    } catch (ModelException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Property(tries = 400)
  void modelFiles(@ForAll long seed) throws IOException {
    String good = Files.readString(Examples.directory().resolve("soybean-factors.yaml"));
    try {
      assertThat(ModelFile.parse(mutated(good, seed), "mutated.yaml").model()).isNotNull();
    } catch (ModelException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Property(tries = 300)
  void dataFiles(@ForAll long seed) throws IOException {
    String good = Files.readString(Examples.directory().resolve("data/orange.csv"));
    Path file = Files.createTempFile("mutated", ".csv");
    try {
      Files.write(file, mutated(good, seed).getBytes(StandardCharsets.UTF_8));
      Dataset data = Dataset.readCsv(file);
      assertThat(data.rows()).isNotNegative();
    } catch (DataException e) {
      assertThat(e.getMessage()).isNotBlank();
    } finally {
      Files.delete(file);
    }
  }

  @Property(tries = 150)
  void storedFits(@ForAll long seed) throws IOException {
    Path file = Files.createTempFile("mutated", ".json");
    try {
      Files.write(file, mutated(StoredHolder.TEXT, seed).getBytes(StandardCharsets.UTF_8));
      assertThat(FitFile.read(file)).isNotNull();
    } catch (DataException | ModelException e) {
      assertThat(e.getMessage()).isNotBlank();
    } finally {
      Files.delete(file);
    }
  }

  /** A stored fit of the orange trees as text. */
  private static final class StoredHolder {
    private static final String TEXT = text();

    private static String text() {
      try {
        Path file = Files.createTempFile("stored", ".json");
        FitFile.write(
            Menlo.fit(
                Examples.model("orange.yaml"),
                Examples.data("orange.yaml"),
                FitOptions.defaults().withThreads(1)),
            file);
        String text = Files.readString(file);
        Files.delete(file);
        return text;
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
