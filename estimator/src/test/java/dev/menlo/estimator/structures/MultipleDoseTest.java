package dev.menlo.estimator.structures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.estimator.Examples;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A recursion within groups gives the fit of its closed form: multiple doses at irregular times,
 * one compartment with first-order absorption,
 *
 * <pre>
 *   conc(t) = sum over doses m before t of
 *             dose_m ka / (v (ka - k)) (exp(-k (t - t_m)) - exp(-ka (t - t_m)))
 * </pre>
 */
class MultipleDoseTest {
  private static final int MOST = 5;
  private static final FitOptions OPTIONS =
      FitOptions.defaults().withThreads(1).withInitial(Map.of("lka", 0.0, "lcl", 1.0, "lv", 3.0));

  @Test
  void recursionEqualsSuperposition() {
    Dataset records = Examples.data("multiple-dose.yaml");
    Fit recursion = Menlo.fit(Examples.model("multiple-dose.yaml"), records, OPTIONS);
    Fit superposition = Menlo.fit(superposed(), samples(records), OPTIONS);
    Comparison.assertEqual(recursion, superposition);
    assertThat(recursion.observations())
        .isEqualTo((int) Arrays.stream(records.numbers("conc")).filter(c -> c == c).count());
  }

  /** File order does not matter: rows are put in the order of tsorder(). */
  @Test
  void rowsMayComeInAnyOrder() {
    Dataset records = Examples.data("multiple-dose.yaml");
    Model model = Examples.model("multiple-dose.yaml");
    Fit sorted = Menlo.fit(model, records, OPTIONS);
    int n = records.rows();
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted((a, b) -> order(records, a, b))
            .mapToInt(i -> i)
            .toArray();
    Comparison.assertEqual(Menlo.fit(model, picked(records, order), OPTIONS), sorted);
  }

  /** Later subjects first, rows of each time together, ties in file order. */
  private static int order(Dataset d, int a, int b) {
    int byTime = Double.compare(d.numbers("time")[a], d.numbers("time")[b]);
    int bySubject = Double.compare(d.numbers("subject")[b], d.numbers("subject")[a]);
    return byTime != 0 ? byTime : bySubject != 0 ? bySubject : Integer.compare(a, b);
  }

  private static Dataset picked(Dataset data, int[] rows) {
    Dataset.Builder builder = Dataset.builder();
    for (String variable : data.variables()) {
      double[] values = data.numbers(variable);
      builder.column(variable, Arrays.stream(rows).mapToDouble(i -> values[i]).toArray());
    }
    return builder.build();
  }

  private static Model superposed() {
    String mean =
        IntStream.rangeClosed(1, MOST)
            .mapToObj(m -> "a%d*(exp(-{k:}*s%d)-exp(-{ka:}*s%d))".formatted(m, m, m))
            .collect(Collectors.joining("+"));
    return Model.parse(
        "conc = {ka:}/({v:}*({ka:}-{k:}))*("
            + mean
            + "), define(ka: exp({lka})) define(cl: exp({lcl}+{U1[subject]}))"
            + " define(v: exp({lv}+{U2[subject]})) define(k: {cl:}/{v:})"
            + " resvariance(power _yhat, noconstant)");
  }

  /** The samples, with amount and age of every dose before each. */
  private static Dataset samples(Dataset records) {
    double[] subject = records.numbers("subject");
    double[] time = records.numbers("time");
    double[] dose = records.numbers("dose");
    int[] rows =
        IntStream.range(0, records.rows())
            .filter(i -> !Double.isNaN(records.numbers("conc")[i]))
            .toArray();
    double[][] amounts = new double[MOST][rows.length];
    double[][] ages = new double[MOST][rows.length];
    for (int i = 0; i < rows.length; i++) {
      List<Integer> given = new ArrayList<>();
      for (int j = 0; j < records.rows(); j++) {
        if (subject[j] == subject[rows[i]] && dose[j] > 0 && time[j] < time[rows[i]]) {
          given.add(j);
        }
      }
      for (int m = 0; m < given.size(); m++) {
        amounts[m][i] = dose[given.get(m)];
        ages[m][i] = time[rows[i]] - time[given.get(m)];
      }
    }
    Dataset.Builder builder = Dataset.builder();
    for (String variable : List.of("subject", "conc")) {
      double[] values = records.numbers(variable);
      builder.column(variable, Arrays.stream(rows).mapToDouble(i -> values[i]).toArray());
    }
    for (int m = 0; m < MOST; m++) {
      builder.column("a" + (m + 1), amounts[m]).column("s" + (m + 1), ages[m]);
    }
    return builder.build();
  }
}
