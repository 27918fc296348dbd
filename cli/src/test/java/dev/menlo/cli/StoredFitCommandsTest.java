package dev.menlo.cli;

import static dev.menlo.cli.Ended.example;
import static dev.menlo.cli.Ended.menlo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one does with a stored fit: replay, predict, simulate. */
class StoredFitCommandsTest {
  @TempDir private static Path folder;
  private static Path orange;
  private static Ended fitted;

  @BeforeAll
  static void store() {
    orange = folder.resolve("orange.json");
    fitted =
        menlo(
            "fit",
            example("orange.yaml"),
            "--initial",
            "b1 175 b2 700 b3 300",
            "--out",
            orange.toString());
  }

  private static Ended run(String command, String... more) {
    String[] all = new String[more.length + 2];
    all[0] = command;
    all[1] = orange.toString();
    System.arraycopy(more, 0, all, 2, more.length);
    return menlo(all);
  }

  @Test
  void replayPrintsWhatFitPrinted() {
    assertThat(run("replay").out()).isEqualTo(fitted.out()).contains("-131.58458", "191.049");
    Ended other = run("replay", "--level", "90", "--stddeviations", "--noheader");
    assertThat(other.out()).contains("[90% conf. interval]", "sd(U1)").doesNotContain("Number of");
    run("replay", "--level", "200").isBadInput("--level", "99.99");
  }

  @Test
  void storedFitsAndReportsFollowTheSchema() throws IOException {
    Path file = Path.of("..", "docs", "fit.schema.json");
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(file), InputFormat.JSON);
    String stored = Files.readString(orange);
    assertThat(schema.validate(stored, InputFormat.JSON)).isEmpty();
    assertThat(schema.validate(run("replay", "--format", "json").out(), InputFormat.JSON))
        .isEmpty();
    assertThat(schema.validate(stored.replace("\"beta\"", "\"b\""), InputFormat.JSON)).isNotEmpty();
    assertThat(
            schema.validate(stored.replace("\"converged\" : true", "\"x\" : 1"), InputFormat.JSON))
        .isNotEmpty();
    Path starts = folder.resolve("starts.json");
    menlo("fit", example("orange.yaml"), "--multistart", "8", "--out", starts.toString());
    String withEnds = Files.readString(starts);
    assertThat(withEnds).contains("\"ends\"", "\"sampledError\"", "\"verdict\" : \"kept");
    assertThat(schema.validate(withEnds, InputFormat.JSON)).isEmpty();
    assertThat(menlo("replay", starts.toString()).out()).contains("-131.58458");
  }

  @Test
  void predictsBesideTheData() {
    List<String> lines =
        run("predict", "--yhat", "--residuals", "--rstandard", "--confidence")
            .out()
            .lines()
            .toList();
    assertThat(lines).hasSize(36);
    assertThat(lines.get(0))
        .isEqualTo("tree,age,circumf,yhat,yhat_se,yhat_lower,yhat_upper,residuals,rstandard");
    // The first row as R's predict and resid have it.
    String[] first = lines.get(1).split(",");
    assertThat(Double.parseDouble(first[3])).isCloseTo(23.7968468485134, within(1e-5));
    assertThat(Double.parseDouble(first[8])).isCloseTo(0.7905878092935, within(1e-5));
  }

  @Test
  void predictsGroupsAndParameters() {
    assertThat(run("predict", "--reffects").out().lines())
        .hasSize(6)
        .startsWith("path,group,effect,estimate,se");
    Ended ratio = run("predict", "(r = {b2}/{b3})", "--fixedonly", "--bygroup");
    assertThat(ratio.out().lines().toList().get(0)).isEqualTo("r");
    assertThat(Double.parseDouble(ratio.out().lines().toList().get(1)))
        .isCloseTo(722.55598 / 344.16238, within(1e-6));
    run("predict", "--bygroup").isBadInput("yhat varies within 1");
    run("predict", "r = {b2", "--fixedonly").isBadInput("cannot evaluate {b2");
    run("predict", "(r {b2})").isBadInput("(delta = {delta:})");
    run("predict", "--relevel", "plot").isBadInput("no grouping level plot", "tree");
    run("predict", "--newgroups", "all").isBadInput("population and estimate");
    run("predict", "--fixedonly", "--relevel", "tree").isBadInput("exclude each other");
    run("predict", "--reffects", "--yhat").isBadInput("another command");
    run("predict", "--out", "a.xls").isBadInput(".parquet");
    menlo("predict", folder.resolve("none.json").toString()).isBadInput("no such file");
  }

  @Test
  void writesCsvJsonAndParquet() throws IOException, SQLException {
    for (String name : new String[] {"p.csv", "p.json", "p.parquet"}) {
      assertThat(run("predict", "--out", folder.resolve(name).toString()).code()).isZero();
    }
    List<String> csv = Files.readAllLines(folder.resolve("p.csv"));
    JsonNode json = new ObjectMapper().readTree(folder.resolve("p.json").toFile());
    assertThat(json).hasSize(35);
    double yhat = Double.parseDouble(csv.get(35).split(",")[3]);
    assertThat(json.get(34).get("yhat").doubleValue()).isEqualTo(yhat);
    String query =
        "SELECT count(*), max(yhat) FROM '" + folder.resolve("p.parquet") + "' WHERE tree = 5";
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var result = connection.createStatement().executeQuery(query)) {
      assertThat(result.next()).isTrue();
      assertThat(result.getInt(1)).isEqualTo(7);
      assertThat(result.getDouble(2)).isEqualTo(yhat);
    }
  }

  @Test
  void newDataAndNewGroups() throws IOException {
    Path trees = folder.resolve("trees.csv");
    Files.writeString(trees, "tree,age,circumf\n8,484,100\n8,1582,.\n9,1582,.\n");
    Ended population = run("predict", "--data", trees.toString());
    Ended estimated = run("predict", "--data", trees.toString(), "--newgroups", "estimate");
    double common = value(population, 2);
    assertThat(value(population, 3)).isEqualTo(common);
    assertThat(value(estimated, 3)).isEqualTo(common);
    assertThat(value(estimated, 2)).isGreaterThan(common + 50);
    Ended residuals = run("predict", "--data", trees.toString(), "--residuals");
    assertThat(residuals.out().lines().toList().get(2)).endsWith(",");
  }

  private static double value(Ended ended, int line) {
    return Double.parseDouble(ended.out().lines().toList().get(line).split(",")[3]);
  }

  @Test
  void simulatesTheSameDataFromTheSameSeed() throws IOException {
    String one = run("simulate", "--seed", "7").out();
    assertThat(run("simulate", "--seed", "7").out()).isEqualTo(one);
    assertThat(run("simulate", "--seed", "8").out()).isNotEqualTo(one);
    List<String> two = run("simulate", "--seed", "7", "--replicates", "2").out().lines().toList();
    assertThat(two).hasSize(71).startsWith("tree,age,circumf,replicate");
    assertThat(two.get(1)).isEqualTo(one.lines().toList().get(1) + ",1");
    Ended files = run("simulate", "--seed", "7", "--replicates", "2", "--out", folder + "/s{}.csv");
    assertThat(files.code()).isZero();
    assertThat(folder.resolve("s1.csv")).hasContent(one);
    assertThat(folder.resolve("s2.csv")).exists();
    run("simulate", "--replicates", "0").isBadInput("--replicates");
    assertThat(menlo("fit", example("orange.yaml"), "--data", folder + "/s1.csv").code()).isZero();
  }
}
