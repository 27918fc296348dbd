package dev.menlo.model.lowering;

import dev.menlo.model.CovarianceBlock;
import dev.menlo.model.CovarianceType;
import dev.menlo.model.GroupingLevel;
import dev.menlo.model.syntax.Atom;
import dev.menlo.model.syntax.CovarianceClause;
import dev.menlo.model.syntax.Nearest;
import dev.menlo.model.syntax.Specification;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Orders the random effects into nested grouping levels with covariance blocks. */
final class Grouping {
  private final Specification model;
  private final Collection<Atom.Effect> effects;
  private final Map<String, Atom.Effect> byName;
  private final List<String> problems;

  Grouping(Specification model, Map<String, Atom.Effect> effects, List<String> problems) {
    this.model = model;
    this.effects = effects.values();
    this.byName = effects;
    this.problems = problems;
  }

  /** The levels, outermost first. */
  List<GroupingLevel> levels() {
    List<List<String>> paths = paths();
    Map<String, CovarianceClause> clauses = clauses();
    return paths.stream().map(p -> level(p, clauses)).toList();
  }

  private List<List<String>> paths() {
    List<List<String>> paths =
        new ArrayList<>(effects.stream().map(Atom.Effect::path).distinct().toList());
    for (Atom.Effect effect : effects) {
      if (Set.copyOf(effect.path()).size() < effect.path().size()) {
        problems.add(effect.place().problem("a path names each grouping variable once"));
      }
    }
    if (!model.residual().group().isEmpty()) {
      addResidualGroup(paths);
    }
    paths.sort(Comparator.comparingInt(List::size));
    for (int k = 1; k < paths.size(); k++) {
      requireNested(paths.get(k - 1), paths.get(k));
    }
    return paths;
  }

  /**
   * Errors correlate within groups of the lowest level; group() names it, or a level below it,
   * which then has no random effects.
   */
  private void addResidualGroup(List<List<String>> paths) {
    List<String> group = Arrays.asList(model.residual().group().split(">"));
    List<String> lowest = paths.stream().max(Comparator.comparingInt(List::size)).orElse(List.of());
    if (endsWith(lowest, group)) {
      return;
    }
    if (group.stream().noneMatch(lowest::contains)) {
      List<String> below = new ArrayList<>(lowest);
      below.addAll(group);
      paths.add(below);
    } else if (group.subList(0, Math.min(lowest.size(), group.size())).equals(lowest)) {
      paths.add(group);
    } else {
      problems.add(
          "group("
              + model.residual().group()
              + ") must name the lowest grouping level, "
              + String.join(">", lowest)
              + ", or a level below it");
    }
  }

  private static boolean endsWith(List<String> path, List<String> end) {
    int start = path.size() - end.size();
    return start >= 0 && path.subList(start, path.size()).equals(end);
  }

  private void requireNested(List<String> outer, List<String> inner) {
    if (inner.size() > outer.size() && inner.subList(0, outer.size()).equals(outer)) {
      return;
    }
    Atom.Effect effect =
        effects.stream()
            .filter(e -> e.path().equals(inner))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no random effect at " + inner));
    List<String> cure = new ArrayList<>(outer);
    inner.stream().filter(v -> !cure.contains(v)).forEach(cure::add);
    problems.add(
        effect
            .place()
            .problem(
                "the groups "
                    + String.join(">", outer)
                    + " and "
                    + String.join(">", inner)
                    + " are not nested: write "
                    + effect.name()
                    + "["
                    + String.join(">", cure)
                    + "] (crossed random effects are not part of the model class)"));
  }

  /** The clause of each random effect that has one. */
  private Map<String, CovarianceClause> clauses() {
    Map<String, CovarianceClause> clauses = new LinkedHashMap<>();
    for (CovarianceClause clause : model.covariances()) {
      Set<String> members = members(clause);
      requireOneLevel(clause, members);
      for (String name : members) {
        if (clauses.put(name, clause) != null) {
          problems.add(
              clause
                  .place()
                  .of(name)
                  .problem(name + " is in two covariance() options: keep one of them"));
        }
      }
    }
    return clauses;
  }

  private Set<String> members(CovarianceClause clause) {
    Set<String> members = new LinkedHashSet<>();
    for (String name : clause.names()) {
      List<String> found = byName.keySet().stream().filter(e -> matches(name, e)).toList();
      if (found.isEmpty()) {
        problems.add(clause.place().of(name).problem("no random effect " + name + existing(name)));
      }
      for (String member : found) {
        if (!members.add(member) && !name.endsWith("*")) {
          problems.add(clause.place().of(member).problem(member + " is named twice: name it once"));
        }
      }
    }
    return members;
  }

  private static boolean matches(String name, String effect) {
    return name.endsWith("*")
        ? effect.startsWith(name.substring(0, name.length() - 1))
        : effect.equals(name);
  }

  private String existing(String name) {
    String hint = Nearest.hint(name, byName.keySet());
    if (!hint.isEmpty()) {
      return hint;
    }
    return byName.isEmpty()
        ? "; the model has none"
        : "; the model has " + String.join(", ", byName.keySet());
  }

  private void requireOneLevel(CovarianceClause clause, Set<String> members) {
    List<String> paths = members.stream().map(m -> byName.get(m).pathText()).distinct().toList();
    if (paths.size() > 1) {
      problems.add(
          clause
              .place()
              .problem(
                  "random effects of different levels ("
                      + String.join(", ", paths)
                      + ") are independent: give each level its own covariance()"));
    }
  }

  private GroupingLevel level(List<String> path, Map<String, CovarianceClause> clauses) {
    List<String> names =
        effects.stream().filter(e -> e.path().equals(path)).map(Atom.Effect::name).toList();
    Map<CovarianceClause, List<Integer>> members = new IdentityHashMap<>();
    List<CovarianceBlock> blocks = new ArrayList<>();
    List<Integer> rest = new ArrayList<>();
    IntStream.range(0, names.size())
        .forEach(
            i -> {
              CovarianceClause clause = clauses.get(names.get(i));
              (clause == null ? rest : members.computeIfAbsent(clause, c -> new ArrayList<>()))
                  .add(i);
            });
    for (CovarianceClause clause : model.covariances()) {
      if (members.containsKey(clause)) {
        blocks.add(new CovarianceBlock(clause.type(), members.get(clause)));
      }
    }
    if (!rest.isEmpty()) {
      blocks.add(new CovarianceBlock(CovarianceType.INDEPENDENT, rest));
    }
    return new GroupingLevel(path, names, blocks);
  }
}
