package dev.menlo.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.menlo.engine.Backends;
import dev.menlo.engine.EngineOptions;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.program.Interpreter;
import dev.menlo.estimator.data.Binding;
import dev.menlo.estimator.data.BoundData;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.data.DatasetSchema;
import dev.menlo.estimator.data.Sample;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.Model;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Any text as a formula: parsed, printed and parsed again, lowered against a small data set,
 * compiled for the CPU and evaluated.
 */
class FormulaFuzzTest {
  private static final Pattern PLACE =
      Pattern.compile(
          "column [0-9]|character [0-9]|^[a-z]+(\\(|, |: )|the data|the model|data in memory");
  private static final Dataset DATA =
      Dataset.builder()
          .column("y", 3, 5, 7, 8, 4, 6, 8, 9)
          .column("x", 1, 2, 3, 4, 1, 2, 3, 4)
          .column("t", 1, 2, 3, 4, 1, 2, 3, 4)
          .column("g", 1, 1, 1, 1, 2, 2, 2, 2)
          .column("h", 1, 1, 2, 2, 1, 1, 2, 2)
          .column("f", "a", "b", "a", "b", "a", "b", "a", "b")
          .build();

  @FuzzTest(maxDuration = "10m")
  void formula(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    Oracle.readOrRefused(PLACE, () -> evaluate(Model.parse(text)));
  }

  private static void evaluate(Model model) {
    if (!Model.parse(model.toString()).equals(model)) {
      throw new AssertionError("printed and parsed again it is another model: " + model);
    }
    Sample sample = Sample.all(DATA);
    LoweredModel rough = model.lower(new DatasetSchema(DATA, sample.rows()));
    DatasetSchema schema = DatasetSchema.of(sample, rough);
    LoweredModel lowered = model.lower(schema);
    BoundData data = Binding.bind(lowered, sample, schema);
    ModelSpec spec = lowered.spec();
    Backends.named("cpu").prepare(spec, new EngineOptions(1)).close();
    double[] covariates = new double[data.design().covariates()];
    Arrays.setAll(covariates, c -> data.design().covariate(c)[0]);
    double[] beta = new double[spec.fixedEffects()];
    Arrays.fill(beta, 0.5);
    new Interpreter(spec.mean())
        .evaluate(Interpreter.Row.ofMean(covariates, beta, new double[spec.allRandomEffects()]));
  }
}
