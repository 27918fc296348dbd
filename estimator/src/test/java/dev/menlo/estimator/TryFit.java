package dev.menlo.estimator;

import dev.menlo.engine.*;
import dev.menlo.estimator.data.*;
import dev.menlo.model.*;
import java.nio.file.*;
import java.util.*;

@SuppressWarnings("all")
class TryFit {
  public static void main(String[] a) throws Exception {
    Path dir = Path.of("examples");
    for (int i = 0; i < a.length; i += 2) {
      ModelFile file = ModelFile.read(dir.resolve(a[i]));
      FitOptions o =
          FitOptions.defaults().withThreads(1).withBackend(System.getProperty("backend", "auto"));
      if (file.options().containsKey("reml")) o = o.withCriterion(Criterion.REML);
      String[] w = a[i + 1].isBlank() ? new String[0] : a[i + 1].split(" ");
      Map<String, Double> init = new LinkedHashMap<>();
      for (int k = 0; k + 1 < w.length; k += 2) init.put(w[k], Double.parseDouble(w[k + 1]));
      Dataset d = Dataset.readCsv(dir.resolve(file.options().get("data").text()));
      for (int rep = 0; rep < Integer.getInteger("reps", 1); rep++) {
        Fit f = Menlo.fit(file.model(), d, o.withInitial(init));
        if (rep < Integer.getInteger("reps", 1) - 1) continue;
        System.out.println(
            "=== "
                + a[i]
                + " "
                + f.outcome()
                + " "
                + f.message()
                + " LL "
                + f.logLikelihood()
                + " "
                + f.backend()
                + " "
                + f.seconds()
                + "\n"
                + f.certificate()
                + " N="
                + f.observations()
                + " "
                + f.groups());
        if (Boolean.getBoolean("trace")) f.trace().forEach(System.out::println);
        f.fixedEffects()
            .forEach(
                c ->
                    System.out.println("  " + c.name() + " " + c.estimate() + " (" + c.se() + ")"));
        f.randomEffects()
            .forEach(
                r -> r.parameters().forEach(p -> System.out.println("  " + r.path() + " " + p)));
        f.residual().forEach(p -> System.out.println("  " + p));
        f.warnings().forEach(p -> System.out.println("  " + p));
      }
    }
  }
}
