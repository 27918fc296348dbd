package dev.menlo.model.syntax;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Turns parse trees of terms into {@link Term}s and linear combinations. */
final class TermReader {
  private static final int MOST_PRODUCTS = 1000;

  private final Source source;
  private final List<String> problems;

  TermReader(Source source, List<String> problems) {
    this.source = source;
    this.problems = problems;
  }

  /** A linear combination, in braces or as the body of a definition. */
  Expression linear(String name, MenlParser.LinearContext tree) {
    LinearCombination combination = combination(name, tree);
    if (combination.terms().size() == 1
        && !hasOption(tree, "xb")
        && combination.terms().get(0).atoms().get(0) instanceof Atom.Effect effect) {
      String written = TermPrinter.term(combination.terms().get(0));
      problems.add(
          effect
              .place()
              .problem(
                  "a single random effect: write \""
                      + written
                      + ", xb\" for a constant plus the effect, or \"{"
                      + written
                      + "}\" for the effect alone"));
    }
    return new Expression.Linear(combination, place(tree));
  }

  /** Terms with their options. */
  private LinearCombination combination(String name, MenlParser.LinearContext tree) {
    for (MenlParser.OptionContext option : tree.option()) {
      if (!option.getText().equals("xb") && !isNoConstant(option.getText())) {
        problems.add(
            place(option)
                .problem(
                    "unknown option "
                        + option.getText()
                        + "; a linear combination takes xb and noconstant"));
      }
    }
    boolean constant = tree.option().stream().noneMatch(o -> isNoConstant(o.getText()));
    return new LinearCombination(name, terms(tree.term()), constant);
  }

  private static boolean hasOption(MenlParser.LinearContext tree, String word) {
    return tree.option().stream().anyMatch(o -> o.getText().equals(word));
  }

  private static boolean isNoConstant(String word) {
    return word.length() >= 6 && "noconstant".startsWith(word);
  }

  private List<Term> terms(List<MenlParser.TermContext> trees) {
    return trees.stream().map(t -> term(t.atom(0), t.children)).toList();
  }

  private Term term(MenlParser.AtomContext first, List<ParseTree> children) {
    return join(atom(first), children.subList(1, children.size()));
  }

  /** A term from its first atom and the tree's children {@code (cross atom)*} after it. */
  Term join(Atom first, List<ParseTree> rest) {
    List<Atom> atoms = new ArrayList<>(List.of(first));
    List<Boolean> full = new ArrayList<>();
    for (ParseTree child : rest) {
      if (child instanceof MenlParser.CrossContext cross) {
        full.add(cross.getText().equals("##"));
      } else if (child instanceof MenlParser.AtomContext atom) {
        atoms.add(atom(atom));
      }
    }
    Term term = new Term(atoms, full);
    if (term.products() > MOST_PRODUCTS) {
      problems.add(
          first
              .place()
              .problem(
                  "this interaction multiplies out to more than "
                      + MOST_PRODUCTS
                      + " terms; write # where ## is not meant, or the terms that are"));
      return new Term(List.of(first), List.of());
    }
    return term;
  }

  private Atom atom(MenlParser.AtomContext tree) {
    if (tree instanceof MenlParser.NameAtomContext name) {
      return named(name.NAME(), name.path());
    }
    return head(((MenlParser.OtherAtomContext) tree).headAtom());
  }

  /** A bare name: a random effect if it has a path. */
  Atom named(TerminalNode name, MenlParser.PathContext path) {
    Place place = place(name);
    return path == null
        ? new Atom.Column(new Atom.Operator.None(), List.of(), name.getText(), place)
        : new Atom.Effect(
            name.getText(), path.NAME().stream().map(ParseTree::getText).toList(), place);
  }

  /** An atom that does not start with a bare name. */
  Atom head(MenlParser.HeadAtomContext tree) {
    if (tree instanceof MenlParser.GroupAtomContext group) {
      return new Atom.Group(terms(group.term()), place(group));
    }
    MenlParser.OperatedColumnContext operated = (MenlParser.OperatedColumnContext) tree;
    List<String> prefixes = new ArrayList<>(List.of(operated.PREFIX().getText()));
    if (operated.operatedAtom() instanceof MenlParser.OperatedNameContext name) {
      name.PREFIX().forEach(p -> prefixes.add(p.getText()));
      return column(prefixes, name.NAME().getText(), place(operated));
    }
    MenlParser.OperatedGroupContext group =
        (MenlParser.OperatedGroupContext) operated.operatedAtom();
    group.PREFIX().forEach(p -> prefixes.add(p.getText()));
    return new Atom.Group(
        terms(group.term()).stream().map(t -> distributed(prefixes, t)).toList(), place(operated));
  }

  /** An operator in front of parentheses goes to each variable inside: i.(a b) is i.a i.b. */
  private Term distributed(List<String> prefixes, Term term) {
    List<Atom> atoms = new ArrayList<>();
    for (Atom atom : term.atoms()) {
      if (atom instanceof Atom.Column c && c.operator() instanceof Atom.Operator.None) {
        atoms.add(column(prefixes, c.variable(), c.place()));
      } else {
        problems.add(atom.place().problem("an operator in front of parentheses needs bare names"));
      }
    }
    return new Term(atoms, term.full().subList(0, Math.max(0, atoms.size() - 1)));
  }

  private Atom.Column column(List<String> prefixes, String variable, Place place) {
    Atom.Operator operator = new Atom.Operator.None();
    List<TimeShift> shifts = new ArrayList<>();
    for (String prefix : Prefixes.separated(prefixes)) {
      if (Prefixes.isShift(prefix)) {
        shifts.addAll(Prefixes.shifts(prefix));
      } else if (operator instanceof Atom.Operator.None && shifts.isEmpty()) {
        operator = Prefixes.operator(prefix);
      } else {
        problems.add(
            place.problem(
                "one of i., c. or a level may stand in front of a variable, before any of L. F. D."));
      }
    }
    return new Atom.Column(operator, shifts, variable, place);
  }

  private Place place(ParserRuleContext tree) {
    return new Place(source, tree.getStart().getStartIndex());
  }

  private Place place(TerminalNode node) {
    return new Place(source, node.getSymbol().getStartIndex());
  }
}
