package dev.menlo.engine.nd4j;

/**
 * A stack of matrices with its first and second derivatives in the parameters of a profile, by the
 * rules of products. A derivative that is zero is null. Without second derivatives {@code second}
 * has no rows.
 *
 * @param value A
 * @param first A_a, v entries
 * @param second A_ab at [a][b], b &lt;= a
 */
record StackJet(Stack value, Stack[] first, Stack[][] second) {
  /** A constant. */
  static StackJet constant(Stack value, int parameters) {
    return new StackJet(value, new Stack[parameters], triangle(parameters));
  }

  static Stack[][] triangle(int parameters) {
    Stack[][] rows = new Stack[parameters][];
    for (int a = 0; a < parameters; a++) {
      rows[a] = new Stack[a + 1];
    }
    return rows;
  }

  int parameters() {
    return first.length;
  }

  /** A_ab. */
  Stack second(int a, int b) {
    return a >= b ? second[a][b] : second[b][a];
  }

  /** (A - B)_a = A_a - B_a. */
  StackJet minus(StackJet o) {
    StackJet out = constant(value.minus(o.value), parameters());
    for (int a = 0; a < parameters(); a++) {
      out.first[a] = difference(first[a], o.first[a]);
      for (int b = 0; b <= a; b++) {
        out.second[a][b] = difference(second[a][b], o.second[a][b]);
      }
    }
    return out;
  }

  /** (AB)_a = A_a B + A B_a; (AB)_ab = A_ab B + A_a B_b + A_b B_a + A B_ab. */
  StackJet times(StackJet o) {
    StackJet out = constant(value.times(o.value), parameters());
    for (int a = 0; a < parameters(); a++) {
      out.first[a] = sum(product(first[a], o.value), product(value, o.first[a]));
      for (int b = 0; b <= a; b++) {
        out.second[a][b] =
            sum(
                sum(product(second[a][b], o.value), product(first[a], o.first[b])),
                sum(product(first[b], o.first[a]), product(value, o.second[a][b])));
      }
    }
    return out;
  }

  /** A B with a constant B. */
  StackJet times(double[][] b) {
    return map(s -> s.times(b));
  }

  StackJet transpose() {
    return map(Stack::transpose);
  }

  /** A linear function of every part. */
  StackJet map(java.util.function.UnaryOperator<Stack> linear) {
    StackJet out = constant(linear.apply(value), parameters());
    for (int a = 0; a < parameters(); a++) {
      out.first[a] = first[a] == null ? null : linear.apply(first[a]);
      for (int b = 0; b <= a; b++) {
        out.second[a][b] = second[a][b] == null ? null : linear.apply(second[a][b]);
      }
    }
    return out;
  }

  /** A B, null if either is zero. */
  static Stack product(Stack a, Stack b) {
    return a == null || b == null ? null : a.times(b);
  }

  /** A + B, where null is zero. */
  static Stack sum(Stack a, Stack b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.plus(b);
  }

  /** A - B, where null is zero. */
  static Stack difference(Stack a, Stack b) {
    return b == null ? a : sum(a, b.times(-1));
  }
}
