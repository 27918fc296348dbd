package dev.menlo.estimator.postestimation;

import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.data.DataException;
import dev.menlo.model.CovarianceBlock;
import dev.menlo.model.CovarianceType;
import dev.menlo.model.FixedEffect;
import dev.menlo.model.GroupingLevel;
import dev.menlo.model.ResidualParameter;
import dev.menlo.model.ResidualParameter.IntervalScale;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How a smaller model lies in a larger one, by the names of their parameters: what it leaves out,
 * and what of that lies on a boundary. The means themselves are not compared; a note says so where
 * the fixed effects differ.
 *
 * @param boundary variances (and positive residual parameters) of the larger model that the smaller
 *     holds at 0
 * @param notes what the reader should know
 */
record Nesting(int boundary, List<String> notes) {
  /**
   * Whether the boundary is one variance, so that the statistic is an equal mixture of chi2(df - 1)
   * and chi2(df).
   */
  boolean isMixture() {
    return boundary == 1;
  }

  /**
   * Checks that one model lies in the other.
   *
   * @throws DataException if it does not; the message names what the smaller model has of its own
   */
  static Nesting of(FittedModel small, FittedModel large) {
    List<String> own = new ArrayList<>();
    Set<String> fixed = new HashSet<>(fixedEffects(large));
    fixedEffects(small).stream().filter(n -> !fixed.contains(n)).forEach(own::add);
    for (GroupingLevel level : small.lowered().levels()) {
      GroupingLevel other = level(large, level.pathText());
      if (other == null) {
        if (!level.randomEffects().isEmpty()) {
          own.add("random effects at " + level.pathText());
        }
        continue;
      }
      ownEffects(level, other, own);
    }
    ownResidual(small, large, own);
    if (!own.isEmpty()) {
      throw new DataException(
          "neither model is nested in the other: the one with fewer parameters has "
              + String.join(", ", own)
              + ", which the other does not have; compare AIC or BIC instead");
    }
    return new Nesting(boundary(small, large), notes(small, large));
  }

  /** Variances and positive residual parameters of the larger model that the smaller has at 0. */
  private static int boundary(FittedModel small, FittedModel large) {
    int boundary = 0;
    for (GroupingLevel level : large.lowered().levels()) {
      GroupingLevel other = level(small, level.pathText());
      for (String effect : level.randomEffects()) {
        boundary += other != null && other.randomEffects().contains(effect) ? 0 : 1;
      }
    }
    List<String> names = residual(small);
    for (ResidualParameter parameter : large.lowered().residual().parameters()) {
      boolean scale = parameter.name().startsWith("var(") || parameter.name().startsWith("sigma2");
      boolean positive = parameter.interval() == IntervalScale.LOG && !scale;
      boundary += positive && !names.contains(parameter.name()) ? 1 : 0;
    }
    return boundary;
  }

  private static List<String> notes(FittedModel small, FittedModel large) {
    List<String> notes = new ArrayList<>();
    if (!fixedEffects(small).equals(fixedEffects(large))) {
      notes.add("that the means are nested is assumed from the names of the fixed effects");
    }
    int boundary = boundary(small, large);
    if (boundary == 1) {
      notes.add(
          "the smaller model holds a variance on its boundary, 0: the p-value of the equal mixture"
              + " of chi2(df-1) and chi2(df) applies");
    } else if (boundary > 1) {
      notes.add(
          "the smaller model holds "
              + boundary
              + " variances on their boundary, 0: the p-value is conservative (too large)");
    }
    return notes;
  }

  private static List<String> fixedEffects(FittedModel fitted) {
    return fitted.lowered().fixedEffects().stream().map(FixedEffect::name).toList();
  }

  private static GroupingLevel level(FittedModel fitted, String path) {
    return fitted.lowered().levels().stream()
        .filter(l -> l.pathText().equals(path))
        .findFirst()
        .orElse(null);
  }

  /** Effects and covariances of a level that the larger model's level cannot express. */
  private static void ownEffects(GroupingLevel small, GroupingLevel large, List<String> own) {
    for (String effect : small.randomEffects()) {
      if (!large.randomEffects().contains(effect)) {
        own.add("the random effect " + effect);
      }
    }
    for (CovarianceBlock block : small.blocks()) {
      List<String> members = block.members().stream().map(small.randomEffects()::get).toList();
      if (large.randomEffects().containsAll(members) && !holds(large, members, block.type())) {
        own.add("the covariance of " + String.join(", ", members));
      }
    }
  }

  /** Whether a structure of the larger model can take the values of a block. */
  private static boolean holds(GroupingLevel large, List<String> members, CovarianceType type) {
    for (CovarianceBlock block : large.blocks()) {
      List<String> names = block.members().stream().map(large.randomEffects()::get).toList();
      if (names.containsAll(members)) {
        boolean alone = members.size() == 1;
        return switch (block.type()) {
          case UNSTRUCTURED -> true;
          case INDEPENDENT ->
              alone || type == CovarianceType.INDEPENDENT || type == CovarianceType.IDENTITY;
          case EXCHANGEABLE ->
              names.size() == members.size()
                  && (alone
                      || type == CovarianceType.EXCHANGEABLE
                      || type == CovarianceType.IDENTITY);
          case IDENTITY ->
              names.size() == members.size() && (alone || type == CovarianceType.IDENTITY);
        };
      }
    }
    boolean apart = type == CovarianceType.INDEPENDENT || type == CovarianceType.IDENTITY;
    return apart
        && members.size() > 1
        && members.stream().allMatch(m -> holds(large, List.of(m), CovarianceType.INDEPENDENT));
  }

  /** Residual structures: the same words with fewer parameters, or constant variance. */
  private static void ownResidual(FittedModel small, FittedModel large, List<String> own) {
    String variance = small.model().residual().resvariance();
    String correlation = small.model().residual().rescorrelation();
    List<String> names = residual(large);
    boolean plainVariance =
        variance.equals("identity") || variance.equals(large.model().residual().resvariance());
    boolean plainCorrelation =
        correlation.equals("identity")
            || correlation.equals(large.model().residual().rescorrelation());
    if (!plainVariance && !names.containsAll(residual(small))) {
      own.add("resvariance(" + variance + ")");
    }
    if (!plainCorrelation && !names.containsAll(residual(small))) {
      own.add("rescorrelation(" + correlation + ")");
    }
  }

  private static List<String> residual(FittedModel fitted) {
    return fitted.lowered().residual().parameters().stream().map(ResidualParameter::name).toList();
  }
}
