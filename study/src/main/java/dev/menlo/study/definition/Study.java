package dev.menlo.study.definition;

import dev.menlo.estimator.FitOptions;
import dev.menlo.study.StudyException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A simulation study as its file says; the keys are described in docs/studies.md. */
public final class Study {
  /** Keys that do not change a row: replicates are functions of their own numbers. */
  private static final Set<String> FREE = Set.of("title", "aims", "replicates", "target");

  private static final int MOST_CONDITIONS = 10_000;

  private final StudySource source;
  private final Tree root;
  private final List<Scenario> scenarios;
  private final StopRule stop;

  /** Levels that take the place of a factor's own. */
  private final Map<String, String> fixed;

  private Study(StudySource source, Map<String, String> fixed) {
    this.source = source;
    this.fixed = fixed;
    this.root = Tree.parse(source.text(), source.name());
    root.only(
        "title",
        "aims",
        "seed",
        "replicates",
        "target",
        "level",
        "backend",
        "conditions",
        "data",
        "methods",
        "estimands");
    this.stop = StopRule.of(root);
    this.scenarios = conditions().stream().map(this::scenario).toList();
  }

  /**
   * Reads a study.
   *
   * @throws StudyException if it cannot be used; names the line
   */
  public static Study of(StudySource source) {
    return new Study(source, Map.of());
  }

  /**
   * Reads a study with one level for some factors, whether the file has such factors or only names
   * them.
   *
   * @throws StudyException as {@link #of(StudySource)}
   */
  public static Study at(StudySource source, Map<String, String> levels) {
    return new Study(source, new LinkedHashMap<>(levels));
  }

  /** What it was read from. */
  public StudySource source() {
    return source;
  }

  /** What tables and reports are headed with. */
  public String title() {
    return root.text("title", source.name());
  }

  /** What the study is for, or "". */
  public String aims() {
    return root.text("aims", "");
  }

  /** When a condition has enough replicates. */
  public StopRule stop() {
    return stop;
  }

  /** The conditions, in order of their numbers. */
  public List<Scenario> scenarios() {
    return scenarios;
  }

  /** The condition of a number, from 1. */
  public Scenario scenario(int number) {
    if (number < 1 || number > scenarios.size()) {
      throw new StudyException(
          "there is no condition " + number + "; they are numbered from 1 to " + scenarios.size());
    }
    return scenarios.get(number - 1);
  }

  /** Names of all methods, in file order. */
  public List<String> methods() {
    return scenarios.get(0).methods().stream().map(MethodSpec::name).toList();
  }

  /** Names of all estimands, in file order. */
  public List<String> estimands() {
    return scenarios.get(0).estimands().stream().map(EstimandSpec::name).toList();
  }

  /** Everything that the rows of a replicate depend on, by the place in the file. */
  public Map<String, String> fingerprint() {
    Map<String, String> print = new LinkedHashMap<>();
    root.flat()
        .forEach(
            (path, value) -> {
              if (!FREE.contains(path.split("[.\\[]")[0])) {
                print.put(path, value);
              }
            });
    source.files().forEach((file, text) -> print.put("contents of " + file, hash(text)));
    return print;
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "SHA-256 " + HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private List<Condition> conditions() {
    List<Map<String, String>> grid = new ArrayList<>(List.of(fixed));
    if (root.has("conditions")) {
      for (Map.Entry<String, Tree> factor : root.get("conditions").entries().entrySet()) {
        if (fixed.containsKey(factor.getKey())) {
          continue;
        }
        long size = (long) grid.size() * factor.getValue().items().size();
        if (size > MOST_CONDITIONS) {
          throw root.get("conditions")
              .problem(
                  "the factors have more than "
                      + MOST_CONDITIONS
                      + " combinations; leave levels, or make several studies");
        }
        List<Map<String, String>> finer = new ArrayList<>();
        for (Map<String, String> levels : grid) {
          for (Tree level : factor.getValue().items()) {
            Map<String, String> more = new LinkedHashMap<>(levels);
            more.put(factor.getKey(), level.text());
            finer.add(more);
          }
        }
        grid = finer;
      }
    }
    List<Condition> out = new ArrayList<>();
    grid.forEach(levels -> out.add(new Condition(out.size() + 1, levels)));
    return out;
  }

  private Scenario scenario(Condition condition) {
    Tree tree = root.with(condition.levels());
    FitOptions usual = FitOptions.defaults().withTrace(false).withThreads(1);
    FitOptions defaults = usual.withBackend(tree.text("backend", usual.backend()));
    if (tree.has("level")) {
      try {
        defaults = defaults.withLevel(tree.get("level").number());
      } catch (IllegalArgumentException e) {
        throw tree.get("level").problem(e);
      }
    }
    List<MethodSpec> methods = new ArrayList<>();
    for (Tree method : tree.get("methods").entries().values()) {
      methods.add(MethodSpec.of(method, tree.get("data"), defaults, source));
    }
    List<EstimandSpec> estimands =
        tree.get("estimands").items().stream().map(EstimandSpec::of).toList();
    requireDistinct(tree.get("estimands"), estimands);
    return new Scenario(
        tree.get("seed").whole(Long.MIN_VALUE),
        condition,
        DataSpec.of(tree.get("data"), source),
        methods,
        estimands);
  }

  private static void requireDistinct(Tree place, List<EstimandSpec> estimands) {
    Set<String> names = new LinkedHashSet<>();
    for (EstimandSpec estimand : estimands) {
      if (!names.add(estimand.name())) {
        throw place.problem("two estimands are named " + estimand.name() + ": give each a name");
      }
    }
  }
}
