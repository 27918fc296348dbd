package dev.menlo.report;

import dev.menlo.estimator.Certificate;
import dev.menlo.estimator.CoefficientEstimate;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.GroupSummary;
import dev.menlo.estimator.ParameterEstimate;
import dev.menlo.estimator.Provenance;
import dev.menlo.estimator.RandomEffectsEstimate;
import dev.menlo.estimator.postestimation.InformationCriteria;
import dev.menlo.report.markup.Decimal;
import dev.menlo.report.page.Table;
import dev.menlo.report.page.Table.Cell;
import java.util.Locale;

/** The tables of a fit. */
final class FitTables {
  private final Fit fit;
  private final InformationCriteria criteria;
  private final String lower;
  private final String upper;

  FitTables(Fit fit, InformationCriteria criteria) {
    this.fit = fit;
    this.criteria = criteria;
    String level = Decimal.significant(fit.level(), 4) + "%";
    this.lower = level + " from";
    this.upper = "to";
  }

  Table fixedEffects() {
    Table.Builder table =
        Table.captioned(
            "Fixed effects", "", "estimate", "standard error", "z", "P>|z|", lower, upper);
    String equation = "";
    for (CoefficientEstimate c : fit.fixedEffects()) {
      if (!c.equation().equals(equation)) {
        equation = c.equation();
        if (!equation.isEmpty()) {
          table.part(equation);
        }
      }
      if (c.aliased()) {
        table.row(c.term(), "omitted: aliased");
        continue;
      }
      table.row(
          c.term(),
          Cell.number(c.estimate()),
          Cell.number(c.se()),
          Cell.fixed(c.z(), 2),
          Cell.fixed(c.p(), 3),
          Cell.number(c.lower()),
          Cell.number(c.upper()));
    }
    return table.note("Standard errors follow menl's rule; z tests and normal intervals.").build();
  }

  Table randomEffects() {
    Table.Builder table =
        Table.captioned("Variance components", "", "estimate", "standard error", lower, upper);
    for (RandomEffectsEstimate block : fit.randomEffects()) {
      boolean single = block.names().size() == 1;
      table.part(
          block.path() + (single ? "" : ", " + block.structure().name().toLowerCase(Locale.ROOT)));
      block.parameters().forEach(p -> row(table, p));
    }
    table.part("Residual");
    fit.residual().forEach(p -> row(table, p));
    return table.note("A full stop: does not exist, as for a variance of exactly zero.").build();
  }

  private static void row(Table.Builder table, ParameterEstimate p) {
    table.row(
        p.name(),
        Cell.number(p.estimate()),
        Cell.number(p.se()),
        Cell.number(p.lower()),
        Cell.number(p.upper()));
  }

  Table statistics() {
    return Table.captioned("Fit statistics", "", "value")
        .row(
            fit.criterion().name().equals("REML")
                ? "Linearised log restricted likelihood"
                : "Linearised log likelihood",
            Cell.fixed(fit.logLikelihood(), 4))
        .row("Observations", Cell.count(fit.observations()))
        .row("Parameters", Cell.count(criteria.df()))
        .row("AIC", Cell.fixed(criteria.aic(), 4))
        .row("AICc", Cell.fixed(criteria.aicc(), 4))
        .row("BIC", Cell.fixed(criteria.bic(), 4))
        .build();
  }

  Table groups() {
    Table.Builder table =
        Table.captioned("Groups", "level", "groups", "fewest rows", "average", "most");
    for (GroupSummary g : fit.groups()) {
      table.row(
          g.path(),
          Cell.count(g.count()),
          Cell.count(g.min()),
          Cell.fixed(g.mean(), 1),
          Cell.count(g.max()));
    }
    return table.build();
  }

  Table certificate() {
    Certificate c = fit.certificate();
    return Table.captioned("Certificate of convergence", "", "value", "wanted")
        .row(
            "Distance to the fixed point, in standard errors",
            Cell.number(c.distance()),
            Cell.text("below the tolerance"))
        .row("Contraction a round", Cell.number(c.contraction()), Cell.text("below 1"))
        .row("Scaled gradient", Cell.number(c.gradient()), Cell.text("near 0"))
        .row("Smallest scaled curvature", Cell.number(c.curvature()), Cell.text("positive"))
        .row(
            "Slope at a variance of zero",
            Cell.number(c.boundarySlope()),
            Cell.text("not negative; a full stop where there is none"))
        .row("Rounds", Cell.count(c.rounds()), Cell.text(""))
        .row("Passes over the rows", Cell.count(c.rowPasses()), Cell.text(""))
        .build();
  }

  Table provenance() {
    Provenance p = fit.provenance();
    Table.Builder table =
        Table.captioned("Provenance", "", "")
            .row("menlo", p.version())
            .row("Model", p.model())
            .row("Data", p.dataSource())
            .row("SHA-256 of the sample", p.dataHash())
            .row("Backend", p.backend() + (p.device().isEmpty() ? "" : ", " + p.device()))
            .row("Threads", Integer.toString(p.threads()));
    p.options().forEach((name, value) -> table.row("Option " + name, value));
    return table.row("Seconds", Decimal.significant(fit.seconds(), 3)).build();
  }
}
