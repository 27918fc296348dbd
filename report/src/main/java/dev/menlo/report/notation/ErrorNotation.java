package dev.menlo.report.notation;

import static dev.menlo.report.notation.MathMl.applied;
import static dev.menlo.report.notation.MathMl.fenced;
import static dev.menlo.report.notation.MathMl.name;
import static dev.menlo.report.notation.MathMl.number;
import static dev.menlo.report.notation.MathMl.operator;
import static dev.menlo.report.notation.MathMl.row;
import static dev.menlo.report.notation.MathMl.sub;
import static dev.menlo.report.notation.MathMl.sup;
import static dev.menlo.report.notation.MathMl.symbol;
import static dev.menlo.report.notation.MathMl.words;

import dev.menlo.model.residual.Arma;
import dev.menlo.model.residual.AutoRegressive;
import dev.menlo.model.residual.Category;
import dev.menlo.model.residual.ConstantPlusProportionalVariance;
import dev.menlo.model.residual.ContinuousAr1;
import dev.menlo.model.residual.CorrelationStructure;
import dev.menlo.model.residual.DistinctVariance;
import dev.menlo.model.residual.ExchangeableCorrelation;
import dev.menlo.model.residual.ExponentialVariance;
import dev.menlo.model.residual.IdentityCorrelation;
import dev.menlo.model.residual.IdentityVariance;
import dev.menlo.model.residual.LinearVariance;
import dev.menlo.model.residual.MovingAverage;
import dev.menlo.model.residual.PowerVariance;
import dev.menlo.model.residual.ResidualStructure;
import dev.menlo.model.residual.SpatialCorrelation;
import dev.menlo.model.residual.StratumVariance;
import dev.menlo.model.residual.StructureCatalogue;
import dev.menlo.model.residual.VarianceCovariate;
import dev.menlo.model.residual.VarianceFunction;
import dev.menlo.report.markup.Content;
import java.util.ArrayList;
import java.util.List;

/** The errors: their variance, then their correlation within a group. */
final class ErrorNotation {
  private final Indices indices;
  private final String here;

  ErrorNotation(Indices indices) {
    this.indices = indices;
    this.here = indices.ofRow();
  }

  List<Content> of(ResidualStructure residual) {
    List<Content> lines = new ArrayList<>();
    boolean independent = residual.correlation() instanceof IdentityCorrelation;
    Content variance = row(EffectsNotation.sigmaSquared(), squaredScale(residual.variance()));
    lines.add(
        row(
            name("epsilon", here),
            operator("∼"),
            EffectsNotation.normal(number("0"), variance),
            words(independent ? ",\u00a0independent" : "")));
    if (!independent) {
      lines.add(correlation(residual.correlation()));
    }
    return lines;
  }

  /** g squared, the factor after sigma squared. */
  private Content squaredScale(VarianceFunction g) {
    if (g instanceof PowerVariance power) {
      Content size =
          sup(fenced("|", covariate(power.covariate()), "|"), parameter("delta", power.strata()));
      return power.constant()
          ? squared(row(size, operator("+"), parameter("c", power.strata())))
          : sup(
              fenced("|", covariate(power.covariate()), "|"),
              row(number("2"), parameter("delta", power.strata())));
    } else if (g instanceof ExponentialVariance exponential) {
      return applied(
          symbol("exp"),
          row(
              number("2"),
              parameter("gamma", exponential.strata()),
              operator("·"),
              covariate(exponential.covariate())));
    } else if (g instanceof LinearVariance linear) {
      return row(operator("·"), name(linear.variable(), indices.ofVariable(linear.variable())));
    } else if (g instanceof ConstantPlusProportionalVariance p) {
      return row(
          operator("+"),
          sup(symbol("p"), number("2")),
          sup(fenced("(", covariate(p.covariate()), ")"), number("2")));
    } else if (g instanceof DistinctVariance distinct) {
      return ratio(distinct.index());
    } else if (g instanceof StratumVariance stratum) {
      return ratio(stratum.strata());
    }
    return g instanceof IdentityVariance ? words("") : words(" (" + g + ")");
  }

  private static Content squared(Content content) {
    return sup(fenced("(", content, ")"), number("2"));
  }

  /** A ratio of standard deviations by the level of a variable, squared. */
  private Content ratio(String variable) {
    return sup(sub(symbol("s"), row(words(variable), symbol(""), symbol(here))), number("2"));
  }

  private Content covariate(VarianceCovariate v) {
    return v.isMean() ? name("mu", here) : name(v.name(), indices.ofVariable(v.name()));
  }

  private static Content parameter(String name, Category by) {
    return by.isNone() ? name(name, "") : sub(name(name, ""), words(by.variable()));
  }

  private Content correlation(CorrelationStructure c) {
    String group = here.substring(0, here.length() - 1);
    Content pair =
        fenced(
            "(",
            row(name("epsilon", group + "s"), operator(","), name("epsilon", group + "t")),
            ")");
    Content head = row(symbol("corr"), operator("\u2061"), pair, operator("="));
    return row(head, entry(c, group), words("\u2003(" + c + ")"));
  }

  private Content entry(CorrelationStructure c, String group) {
    if (c instanceof AutoRegressive ar && ar.order() == 1) {
      return sup(parameter("phi1", ar.by()), distance(ar.time(), group));
    } else if (c instanceof ContinuousAr1 car) {
      return sup(parameter("rho", car.by()), distance(car.time(), group));
    } else if (c instanceof ExchangeableCorrelation exchangeable) {
      return parameter("rho", exchangeable.by());
    } else if (c instanceof AutoRegressive ar) {
      return lag(ar.time(), group);
    } else if (c instanceof MovingAverage ma) {
      return lag(ma.time(), group);
    } else if (c instanceof Arma arma) {
      return lag(arma.time(), group);
    } else if (c instanceof SpatialCorrelation) {
      return words(formula(c));
    }
    return sub(symbol("ρ"), symbol("st"));
  }

  private Content distance(String time, String group) {
    return fenced("|", row(name(time, group + "s"), operator("−"), name(time, group + "t")), "|");
  }

  private Content lag(String time, String group) {
    return sub(symbol("ρ"), distance(time, group));
  }

  /** The catalogue's formula of a structure. */
  private static String formula(CorrelationStructure c) {
    String name = c.toString().split("[ ,]")[0];
    return StructureCatalogue.all().stream()
        .filter(d -> d.name().equals(name))
        .reduce((first, last) -> last)
        .map(d -> d.formula())
        .orElse("ρ");
  }
}
