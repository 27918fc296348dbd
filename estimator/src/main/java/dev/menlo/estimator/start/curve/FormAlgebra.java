package dev.menlo.estimator.start.curve;

import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.estimator.start.curve.Form.Bracket;
import dev.menlo.estimator.start.curve.Form.Free;
import dev.menlo.estimator.start.curve.Form.Line;
import dev.menlo.estimator.start.curve.Form.Nested;
import dev.menlo.estimator.start.curve.Form.Term;
import dev.menlo.estimator.start.curve.Form.Terms;
import java.util.ArrayList;
import java.util.List;

/** Arithmetic of {@link Form}s; null where the result is none of them. */
final class FormAlgebra {
  private final ProgramBuilder b;
  private final int zero;
  private final int one;
  private final int minusOne;

  FormAlgebra(ProgramBuilder b) {
    this.b = b;
    zero = b.constant(0);
    one = b.constant(1);
    minusOne = b.constant(-1);
  }

  boolean isZero(int node) {
    return node == zero;
  }

  boolean isOne(int node) {
    return node == one;
  }

  boolean isMinusOne(int node) {
    return node == minusOne;
  }

  /** Whether a node is a literal. */
  boolean isConstant(int node) {
    return b.build(node).op(0) == Op.CONSTANT && b.build(node).size() == 1;
  }

  /** The value of a literal. */
  double constant(int node) {
    return b.build(node).constant(0);
  }

  /** Whether a node is the negative of another. */
  boolean isNegative(int a, int ofB) {
    return b.apply(Op.NEG, ofB) == a || b.apply(Op.NEG, a) == ofB;
  }

  /** An operation on forms of which at least one depends on x. */
  Form apply(Op op, Form[] args) {
    return switch (op) {
      case ADD -> add(args[0], args[1]);
      case SUB -> add(args[0], scale(args[1], minusOne));
      case NEG -> scale(args[0], minusOne);
      case MUL -> multiply(args[0], args[1]);
      case DIV -> divide(args[0], args[1]);
      case POW -> power(args[0], args[1]);
      case SQRT -> power(args[0], new Free(b.constant(0.5)));
      case EXP -> exp(args[0]);
      case EXPM1 -> add(exp(args[0]), new Free(minusOne));
      case LOG -> log(args[0]);
      case INVLOGIT -> invlogit(args[0]);
      default -> null;
    };
  }

  private int neg(int a) {
    return b.apply(Op.NEG, a);
  }

  private int pow(int a, int p) {
    return b.apply(Op.POW, a, p);
  }

  /** Everything that is linear in powers of E, as Terms; null if it is not. */
  private Terms terms(Form form, boolean log) {
    if (form instanceof Free free) {
      return new Terms(free.node(), List.of(), log);
    }
    if (form instanceof Line line && !line.log() && log) {
      return new Terms(line.c0(), List.of(new Term(line.c1(), one)), true);
    }
    return form instanceof Terms terms && terms.log() == log ? terms : null;
  }

  /** Whether powers of E of two forms are powers of x: what they have to be to be added. */
  private static boolean log(Form a, Form other) {
    return isLog(a) || isLog(other);
  }

  private static boolean isLog(Form form) {
    return form instanceof Line || (form instanceof Terms terms && terms.log());
  }

  private Form add(Form a, Form other) {
    if (a == null || other == null) {
      return null;
    }
    if (a instanceof Free && !(other instanceof Free)) {
      return add(other, a);
    }
    if (other instanceof Free free) {
      return shifted(a, free.node());
    }
    if (a instanceof Line l && other instanceof Line m && l.log() == m.log()) {
      return line(b.add(l.c0(), m.c0()), b.add(l.c1(), m.c1()), l.log());
    }
    boolean log = log(a, other);
    Terms left = terms(a, log);
    Terms right = terms(other, log);
    return left == null || right == null ? null : sum(left, right);
  }

  private Form line(int c0, int c1, boolean log) {
    return isZero(c1) ? new Free(c0) : new Line(c0, c1, log);
  }

  private Form shifted(Form a, int by) {
    if (a instanceof Free f) {
      return new Free(b.add(f.node(), by));
    }
    if (a instanceof Line l) {
      return new Line(b.add(l.c0(), by), l.c1(), l.log());
    }
    if (a instanceof Terms t) {
      return new Terms(b.add(t.d(), by), t.terms(), t.log());
    }
    if (a instanceof Bracket c) {
      return new Bracket(b.add(c.d(), by), c.h(), c.b(), c.k(), c.p(), c.log());
    }
    Nested n = (Nested) a;
    return new Nested(b.add(n.d(), by), n.h(), n.b(), n.k(), n.log());
  }

  private Form sum(Terms left, Terms right) {
    List<Term> all = new ArrayList<>(left.terms());
    right.terms().forEach(t -> addTerm(all, t));
    all.removeIf(t -> isZero(t.h()));
    int d = b.add(left.d(), right.d());
    return all.isEmpty() ? new Free(d) : new Terms(d, List.copyOf(all), left.log());
  }

  private void addTerm(List<Term> all, Term term) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).k() == term.k()) {
        all.set(i, new Term(b.add(all.get(i).h(), term.h()), term.k()));
        return;
      }
    }
    all.add(term);
  }

  private Form scale(Form a, int by) {
    if (a instanceof Free f) {
      return new Free(b.mul(by, f.node()));
    }
    if (a instanceof Line l) {
      return line(b.mul(by, l.c0()), b.mul(by, l.c1()), l.log());
    }
    if (a instanceof Terms t) {
      List<Term> terms =
          t.terms().stream().map(term -> new Term(b.mul(by, term.h()), term.k())).toList();
      return new Terms(b.mul(by, t.d()), terms, t.log());
    }
    if (a instanceof Bracket c) {
      return new Bracket(b.mul(by, c.d()), b.mul(by, c.h()), c.b(), c.k(), c.p(), c.log());
    }
    if (a instanceof Nested n) {
      return new Nested(b.mul(by, n.d()), b.mul(by, n.h()), n.b(), n.k(), n.log());
    }
    return null;
  }

  private Form multiply(Form a, Form other) {
    if (a instanceof Free f) {
      return scale(other, f.node());
    }
    if (other instanceof Free f) {
      return scale(a, f.node());
    }
    if (a.equals(other)) {
      return power(a, new Free(b.constant(2)));
    }
    if (a instanceof Bracket c) {
      return other instanceof Bracket ? null : multiply(other, c);
    }
    return other instanceof Bracket c ? multiply(a, c) : multiply(a, other, log(a, other));
  }

  private Form multiply(Form a, Form other, boolean log) {
    Terms left = terms(a, log);
    Terms right = terms(other, log);
    return left == null || right == null ? null : product(left, right);
  }

  private Form multiply(Form a, Bracket c) {
    Terms left = terms(a, c.log());
    if (left == null || left.terms().size() != 1 || !isZero(c.d())) {
      return null;
    }
    Term term = left.terms().get(0);
    boolean sameBase = term.k() == c.k() && !isZero(left.d()) && b.div(term.h(), left.d()) == c.b();
    return sameBase
        ? new Bracket(zero, b.mul(left.d(), c.h()), c.b(), c.k(), b.add(c.p(), one), c.log())
        : share(left, c);
  }

  /** {@code g E h / (1 + b E) = g h / b - (g h / b) / (1 + b E)}. */
  private Form share(Terms a, Bracket c) {
    boolean single = a.terms().size() == 1 && isZero(a.d()) && a.terms().get(0).k() == c.k();
    if (!single || !isZero(c.d()) || !isMinusOne(c.p())) {
      return null;
    }
    int top = b.div(b.mul(a.terms().get(0).h(), c.h()), c.b());
    return new Bracket(top, neg(top), c.b(), c.k(), c.p(), c.log());
  }

  private Form product(Terms a, Terms other) {
    if (a.terms().size() * other.terms().size() > 2) {
      return null;
    }
    Form sum = scale(other, a.d());
    for (Term left : a.terms()) {
      List<Term> terms = new ArrayList<>();
      addTerm(terms, new Term(b.mul(left.h(), other.d()), left.k()));
      for (Term right : other.terms()) {
        addTerm(terms, new Term(b.mul(left.h(), right.h()), b.add(left.k(), right.k())));
      }
      terms.removeIf(t -> isZero(t.h()));
      sum = add(sum, new Terms(zero, List.copyOf(terms), a.log()));
    }
    return sum;
  }

  private Form divide(Form a, Form by) {
    if (by instanceof Free f) {
      return scale(a, b.div(one, f.node()));
    }
    boolean log = log(a, by);
    Terms top = terms(a, log);
    Terms bottom = terms(by, log);
    if (top != null && bottom != null && top.terms().size() == 1 && bottom.terms().size() == 1) {
      Form ratio = ratio(top, bottom);
      if (ratio != null) {
        return ratio;
      }
    }
    Form inverse = power(by, new Free(minusOne));
    return inverse == null ? null : multiply(a, inverse);
  }

  /** {@code (d + h E) / (c + g E) = h / g + (d - h c / g) / (c + g E)}. */
  private Form ratio(Terms top, Terms bottom) {
    Term h = top.terms().get(0);
    Term g = bottom.terms().get(0);
    int c = bottom.d();
    if (h.k() != g.k() || isZero(c)) {
      return null;
    }
    int share = b.div(h.h(), g.h());
    int rest = isZero(top.d()) ? neg(share) : b.div(b.sub(top.d(), b.mul(share, c)), c);
    return bracket(share, rest, b.div(g.h(), c), h.k(), minusOne, bottom.log());
  }

  private Form power(Form base, Form exponent) {
    if (base instanceof Free f) {
      Form log = scale(exponent, b.apply(Op.LOG, f.node()));
      return log == null ? null : exp(log);
    }
    if (!(exponent instanceof Free p)) {
      return null;
    }
    if (base instanceof Bracket c && isZero(c.d())) {
      return new Bracket(zero, pow(c.h(), p.node()), c.b(), c.k(), b.mul(c.p(), p.node()), c.log());
    }
    if (base instanceof Nested n && isZero(n.d())) {
      return new Nested(zero, pow(n.h(), p.node()), b.mul(n.b(), p.node()), n.k(), n.log());
    }
    Terms t = terms(base, isLog(base));
    if (t == null || t.terms().size() != 1) {
      return null;
    }
    Term term = t.terms().get(0);
    if (isZero(t.d())) {
      return new Terms(
          zero, List.of(new Term(pow(term.h(), p.node()), b.mul(term.k(), p.node()))), t.log());
    }
    int b1 = b.div(term.h(), t.d());
    return bracket(zero, pow(t.d(), p.node()), b1, term.k(), p.node(), t.log());
  }

  /** With {@code h / (1 + b / x)} written as {@code h - h / (1 + x / b)}. */
  private Form bracket(int d, int h, int b1, int k, int p, boolean log) {
    return log && isMinusOne(p) && isMinusOne(k)
        ? new Bracket(b.add(d, h), neg(h), b.div(one, b1), one, p, true)
        : new Bracket(d, h, b1, k, p, log);
  }

  private Form exp(Form a) {
    if (a instanceof Free f) {
      return new Free(b.apply(Op.EXP, f.node()));
    }
    if (a instanceof Line l) {
      return new Terms(zero, List.of(new Term(b.apply(Op.EXP, l.c0()), l.c1())), l.log());
    }
    if (a instanceof Terms t && t.terms().size() == 1) {
      Term term = t.terms().get(0);
      return new Nested(zero, b.apply(Op.EXP, t.d()), term.h(), term.k(), t.log());
    }
    return null;
  }

  private Form log(Form a) {
    Terms t = terms(a, isLog(a));
    if (t == null || t.terms().size() != 1 || !isZero(t.d())) {
      return null;
    }
    Term term = t.terms().get(0);
    return new Line(b.apply(Op.LOG, term.h()), term.k(), t.log());
  }

  private Form invlogit(Form a) {
    Form odds = exp(scale(a, minusOne));
    Form below = odds == null ? null : shifted(odds, one);
    return below == null ? null : power(below, new Free(minusOne));
  }
}
