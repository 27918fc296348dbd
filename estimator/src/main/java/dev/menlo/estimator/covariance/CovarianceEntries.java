package dev.menlo.estimator.covariance;

import dev.menlo.model.CovarianceBlock;
import dev.menlo.model.CovarianceType;
import dev.menlo.model.GroupingLevel;
import java.util.ArrayList;
import java.util.List;

/** The distinct entries of Psi in menl's table order: by level and block, variances first. */
final class CovarianceEntries {
  private CovarianceEntries() {}

  static List<CovarianceParameter> of(List<GroupingLevel> levels) {
    List<CovarianceParameter> entries = new ArrayList<>();
    for (int k = 0; k < levels.size(); k++) {
      List<CovarianceBlock> blocks = levels.get(k).blocks();
      for (int b = 0; b < blocks.size(); b++) {
        variances(levels.get(k), k + 1, b, entries);
        covariances(levels.get(k), k + 1, b, entries);
      }
    }
    return List.copyOf(entries);
  }

  /** One variance shared by the block, or one a random effect. */
  private static void variances(
      GroupingLevel level, int k, int b, List<CovarianceParameter> entries) {
    CovarianceBlock block = level.blocks().get(b);
    boolean shared =
        block.type() == CovarianceType.IDENTITY || block.type() == CovarianceType.EXCHANGEABLE;
    for (int member : shared ? block.members().subList(0, 1) : block.members()) {
      String name = shared ? joined(level, block, " ") : level.randomEffects().get(member);
      entries.add(new CovarianceParameter("var(" + name + ")", k, b, member, member));
    }
  }

  /** The shared covariance, or one a pair, first member by first member. */
  private static void covariances(
      GroupingLevel level, int k, int b, List<CovarianceParameter> entries) {
    CovarianceBlock block = level.blocks().get(b);
    List<Integer> members = block.members();
    if (block.type() == CovarianceType.EXCHANGEABLE && members.size() > 1) {
      String name = "cov(" + joined(level, block, ",") + ")";
      entries.add(new CovarianceParameter(name, k, b, members.get(1), members.get(0)));
    }
    if (block.type() != CovarianceType.UNSTRUCTURED) {
      return;
    }
    for (int j = 0; j < members.size(); j++) {
      for (int i = j + 1; i < members.size(); i++) {
        int row = members.get(i);
        int column = members.get(j);
        String pair = level.randomEffects().get(column) + "," + level.randomEffects().get(row);
        entries.add(new CovarianceParameter("cov(" + pair + ")", k, b, row, column));
      }
    }
  }

  private static String joined(GroupingLevel level, CovarianceBlock block, String separator) {
    return String.join(
        separator, block.members().stream().map(level.randomEffects()::get).toList());
  }
}
