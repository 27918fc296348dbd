import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.store.FitFile;
import dev.menlo.model.Model;
import java.io.IOException;
import java.nio.file.Path;

/** Stores a fit and goes on from the file: {@code StoredFits EXAMPLES FOLDER}. */
public final class StoredFits {
  private StoredFits() {}

  /** Prints what a stored fit gives back, and data drawn from it. */
  public static void main(String[] args) throws IOException {
    Dataset data = Dataset.readCsv(Path.of(args[0], "data", "orange.csv"));
    Model model =
        Model.of("circumf = ({b1=190}+{U1[tree]})/(1+exp(-(age-{b2=720})/{b3=340}))").build();
    Fit fit = Menlo.fit(model, data, FitOptions.defaults());

    // The file has all that later questions need; numbers come back bit for bit.
    Path file = Path.of(args[1], "orange-fit.json.gz");
    FitFile.write(fit, file);
    Fit again = FitFile.read(file);
    System.out.println("same: " + (again.logLikelihood() == fit.logLikelihood()));

    // The same estimates in another form.
    Fit shown = again.fitted().fit(90, true);
    System.out.println(shown.randomEffects().get(0).parameters().get(0).name());

    // New data at the estimates: the same seed gives the same data on any machine.
    Dataset drawn = again.simulate().seed(7).draw(1);
    System.out.println("drawn: " + drawn.rows() + " rows of " + again.simulate().response());
    Dataset design =
        Dataset.builder().column("tree", 1, 1, 2, 2).column("age", 500, 1000, 500, 1000).build();
    System.out.println(
        "elsewhere: " + again.simulate().on(design).draw(1).numbers("circumf").length);
    System.out.println("report: " + FitFile.report(shown).lines().count() + " lines of JSON");
  }
}
