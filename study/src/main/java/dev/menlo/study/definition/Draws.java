package dev.menlo.study.definition;

import dev.menlo.estimator.simulate.RandomStream;
import dev.menlo.estimator.simulate.StandardLaw;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Laws as study files write them. */
final class Draws {
  static final String[] LAWS = {
    "normal", "uniform", "lognormal", "exponential", "bernoulli", "choice"
  };

  private Draws() {}

  /** The law that one of the {@link #LAWS} keys of a variable gives, or null if it has none. */
  static ToDoubleFunction<RandomStream> covariate(Tree variable) {
    for (String name : LAWS) {
      if (variable.has(name)) {
        return covariate(name, variable.get(name));
      }
    }
    return null;
  }

  private static ToDoubleFunction<RandomStream> covariate(String name, Tree tree) {
    double[] p = tree.numbers();
    int needed =
        switch (name) {
          case "exponential", "bernoulli" -> 1;
          case "choice" -> Math.max(1, p.length);
          default -> 2;
        };
    if (p.length != needed) {
      throw tree.problem(name + " takes " + needed + " numbers, not " + p.length);
    }
    return switch (name) {
      case "normal" -> s -> p[0] + p[1] * s.nextNormal();
      case "lognormal" -> s -> StrictMath.exp(p[0] + p[1] * s.nextNormal());
      case "uniform" -> s -> p[0] + (p[1] - p[0]) * s.nextUniform();
      case "exponential" -> s -> -StrictMath.log(s.nextUniform()) / p[0];
      case "bernoulli" -> s -> s.nextUniform() < p[0] ? 1 : 0;
      default -> s -> p[s.nextInt(p.length)];
    };
  }

  /**
   * {@code normal}, {@code uniform}, {@code {t: 5}}, {@code {gamma: 4}}, {@code {mixture: [.1,
   * 4]}}.
   */
  static StandardLaw standard(Tree tree) {
    try {
      if (!tree.isMap()) {
        return switch (tree.text()) {
          case "normal" -> StandardLaw.normal();
          case "uniform" -> StandardLaw.uniform();
          default ->
              throw tree.problem(
                  "the laws are normal, uniform, {t: df}, {gamma: shape} and {mixture: [weight,"
                      + " distance]}, not "
                      + tree.text());
        };
      }
      tree.only("t", "gamma", "mixture");
      Map.Entry<String, Tree> law = tree.entries().entrySet().iterator().next();
      double[] p = law.getValue().numbers();
      return switch (law.getKey()) {
        case "t" -> StandardLaw.studentT(p[0]);
        case "gamma" -> StandardLaw.gamma(p[0]);
        default -> StandardLaw.mixture(p[0], p[p.length - 1]);
      };
    } catch (IllegalArgumentException e) {
      throw tree.problem(e);
    }
  }

  /** Reads {@code 5}, {@code [5, 6, 7]} or {@code {least: 3, most: 9}}. */
  static Count count(Tree tree) {
    if (!tree.isMap()) {
      return new Count.Listed(
          tree.items().stream().mapToInt(t -> Math.toIntExact(t.whole(1))).toArray());
    }
    tree.only("least", "most");
    int least = Math.toIntExact(tree.get("least").whole(1));
    int most = Math.toIntExact(tree.get("most").whole(1));
    if (most < least) {
      throw tree.problem("most is below least");
    }
    return new Count.Drawn(least, most);
  }
}
