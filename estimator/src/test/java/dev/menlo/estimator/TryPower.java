package dev.menlo.estimator;

import dev.menlo.estimator.data.*;
import dev.menlo.model.*;
import java.util.*;

@SuppressWarnings("all")
class TryPower {
  public static void main(String[] a) throws Exception {
    int G = Integer.parseInt(a[0]), n = 10;
    Random r = new Random(7);
    double[] g = new double[G * n],
        t = new double[G * n],
        y = new double[G * n],
        o = new double[G * n];
    for (int i = 0; i < G; i++) {
      double b1 = 190 + 31 * r.nextGaussian(),
          b2 = 720 + 40 * r.nextGaussian(),
          b3 = 345 + 25 * r.nextGaussian();
      double prev = 0;
      for (int j = 0; j < n; j++) {
        int k = i * n + j;
        g[k] = i;
        t[k] = 100 + 1500.0 * j / (n - 1);
        o[k] = j;
        double mu = b1 / (1 + Math.exp(-(t[k] - b2) / b3));
        prev = j == 0 ? r.nextGaussian() : .5 * prev + Math.sqrt(.75) * r.nextGaussian();
        y[k] = mu + (a[1].equals("ar") ? 8 * prev : .8 * Math.pow(mu, .5) * r.nextGaussian());
      }
    }
    Dataset d =
        Dataset.builder().column("g", g).column("t", t).column("o", o).column("y", y).build();
    String eq = "y = ({b1}+{U1[g]})/(1+exp(-(t-({b2}+{U2[g]}))/({b3}+{U3[g]})))";
    Map<String, Double> init = Map.of("b1", 175.0, "b2", 700.0, "b3", 300.0);
    FitOptions op = FitOptions.defaults().withThreads(1).withBackend("cpu").withInitial(init);
    List<Model> ms =
        new ArrayList<>(
            List.of(
                Model.of(eq).covariance("U1 U2 U3, unstructured").build(),
                Model.of(eq)
                    .covariance("U1 U2 U3, unstructured")
                    .resvariance("power _yhat, noconstant")
                    .build()));
    for (int rep = 0; rep < 4; rep++)
      for (Model m : ms) {
        long t0 = System.nanoTime();
        Fit f = Menlo.fit(m, d, op);
        System.out.printf(
            "%-40s %s total %.3f fit %.3f rounds %d passes %d LL %.4f  %s%n",
            m.toString().substring(Math.max(0, m.toString().length() - 40)),
            f.outcome(),
            (System.nanoTime() - t0) * 1e-9,
            f.seconds(),
            f.certificate().rounds(),
            f.certificate().rowPasses(),
            f.logLikelihood(),
            f.residual().stream().map(q -> q.name() + "=" + q.estimate()).toList());
      }
  }
}
