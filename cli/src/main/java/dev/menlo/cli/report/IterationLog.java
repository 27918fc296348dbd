package dev.menlo.cli.report;

import dev.menlo.engine.Criterion;
import dev.menlo.estimator.FitListener;
import dev.menlo.estimator.IterationRecord;
import java.io.PrintStream;
import java.util.Locale;

/**
 * The iteration log, as the fit runs. One iteration is a round of the alternation: a PNLS step and
 * an LME step on one linearisation.
 */
public final class IterationLog implements FitListener {
  private final PrintStream out;
  private final String name;

  /** A log of fits by a criterion. */
  public IterationLog(PrintStream out, Criterion criterion) {
    this.out = out;
    this.name =
        criterion == Criterion.ML
            ? "linearization log likelihood"
            : "linearization log restricted-likelihood";
  }

  @Override
  public synchronized void round(int fit, IterationRecord round) {
    out.printf(
        Locale.ROOT,
        "Iteration %-4d %s = %s%n",
        round.round(),
        name,
        StataFormat.logLikelihood(round.logLikelihood()));
    out.printf(
        Locale.ROOT,
        "    PNLS step: penalized RSS = %s, damping = %s%n",
        StataFormat.general(round.penalizedRss()),
        StataFormat.general(round.damping()));
    out.printf(
        Locale.ROOT,
        "    LME step:  largest change = %s standard errors%s%n",
        StataFormat.general(round.change()),
        round.remark().isEmpty() ? "" : "; " + round.remark());
  }
}
