package dev.menlo.engine.nd4j;

/**
 * The up sweep with derivatives in (vech(D_1), ..., vech(D_K), delta). At a level with S the jets
 * that reach it (columns of the level's effects z), {@code W = Lambda M^{-1} Lambda'}, {@code F = I
 * - S_zz W}, {@code T = F S_zz} and D_a = dD / dvech_a (zero for parameters of other levels),
 *
 * <pre>
 * W_a  = F'D_a F - W S_a W
 * W_ab = F_b'D_a F + F'D_a F_b - W_b S_a W - W S_ab W - W S_a W_b,   F_b = -(S_b W + S W_b)
 * log|M|_a  = tr(W S_a) + tr(T D_a)
 * log|M|_ab = tr(W_b S_a) + tr(W S_ab) + tr(T_b D_a),                T_b = F_b S + F S_b
 * S'   = S - S_.z W S_z.
 * </pre>
 *
 * with the product rule for the last line. All of it exists at singular D.
 */
final class ProfileSweep {
  private final CompiledModel model;
  private final Levels levels;
  private final double[] factors;
  private final int v;

  final double[] logDeterminantGradient;
  final double[][] logDeterminantHessian;

  /** Sum of S over level 1 with derivatives, 1 x N x N. */
  StackJet root;

  /** Prepares with Lambda_1..Lambda_K. */
  ProfileSweep(CompiledModel model, Levels levels, double[] factors) {
    this.model = model;
    this.levels = levels;
    this.factors = factors;
    this.v = model.spec.profileParameters();
    this.logDeterminantGradient = new double[v];
    this.logDeterminantHessian = new double[v][v];
  }

  /** Sweeps cross-products that come with derivatives in delta. */
  ProfileSweep run(StackJet cross) {
    StackJet s = amongAll(cross);
    for (int k = levels.levels(); k >= 1; k--) {
      StackJet left = model.spec.randomEffects(k) == 0 ? s : eliminate(s, k);
      int[] children = levels.children(k - 1);
      s = left.map(part -> part.sums(children));
    }
    root = s;
    return this;
  }

  /** Derivatives in delta, placed behind those in vech(D). */
  private StackJet amongAll(StackJet cross) {
    StackJet all = StackJet.constant(cross.value(), v);
    int at = model.spec.vechLength();
    for (int a = 0; a < cross.parameters(); a++) {
      all.first()[at + a] = cross.first()[a];
      for (int b = 0; b <= a; b++) {
        all.second()[at + a][at + b] = cross.second()[a][b];
      }
    }
    return all;
  }

  private StackJet eliminate(StackJet s, int level) {
    double[][] selection = model.selection(level);
    StackJet columns = s.times(selection);
    StackJet szz = columns.transpose().times(selection);
    StackJet w = weight(szz, level);
    return s.minus(columns.times(w).times(columns.transpose()));
  }

  /** W with its derivatives; adds those of log|M|. */
  private StackJet weight(StackJet s, int level) {
    double[][] lambda = model.factor(factors, level);
    double[][][] d = directions(level);
    Stack w = value(s.value(), lambda);
    Stack f = Stack.repeated(identity(lambda.length), w.count).minus(s.value().times(w));
    Stack ft = f.transpose();
    Stack t = f.times(s.value());
    StackJet jet = StackJet.constant(w, v);
    Stack[] fb = new Stack[v];
    Stack[] tb = new Stack[v];
    for (int a = 0; a < v; a++) {
      Stack sa = s.first()[a];
      jet.first()[a] =
          d[a] != null ? ft.times(d[a]).times(f) : sa == null ? null : negative(w, sa, w);
      logDeterminantGradient[a] += trace(w, sa) + trace(t, d[a]);
      Stack change =
          StackJet.sum(StackJet.product(sa, w), StackJet.product(s.value(), jet.first()[a]));
      fb[a] = change == null ? null : change.times(-1);
      tb[a] = StackJet.sum(StackJet.product(fb[a], s.value()), StackJet.product(f, sa));
    }
    for (int a = 0; a < v; a++) {
      for (int b = 0; b <= a; b++) {
        jet.second()[a][b] = second(s, jet, f, fb, d, a, b);
        double sum =
            trace(jet.first()[b], s.first()[a]) + trace(w, s.second()[a][b]) + trace(tb[b], d[a]);
        logDeterminantHessian[a][b] += sum;
        logDeterminantHessian[b][a] += a == b ? 0 : sum;
      }
    }
    return jet;
  }

  /** {@code Lambda (Lambda' S_zz Lambda + I)^{-1} Lambda'}. */
  private static Stack value(Stack szz, double[][] lambda) {
    Stack right = szz.times(lambda);
    Stack m = Levels.left(transposed(lambda), right);
    m = m.plus(Stack.repeated(identity(lambda.length), szz.count));
    Stack solved = new LdlFactor(m).solve(Stack.repeated(transposed(lambda), szz.count));
    return Levels.left(lambda, solved);
  }

  private static Stack second(
      StackJet s, StackJet w, Stack f, Stack[] fb, double[][][] d, int a, int b) {
    Stack sa = s.first()[a];
    Stack sum = null;
    if (d[a] != null && fb[b] != null) {
      Stack half = fb[b].transpose().times(d[a]).times(f);
      sum = half.plus(half.transpose());
    }
    if (sa != null) {
      Stack half = StackJet.product(StackJet.product(w.first()[b], sa), w.value());
      sum = half == null ? sum : StackJet.difference(sum, half.plus(half.transpose()));
    }
    Stack sab = s.second()[a][b];
    return sab == null ? sum : StackJet.sum(sum, negative(w.value(), sab, w.value()));
  }

  private static Stack negative(Stack a, Stack b, Stack c) {
    return a.times(b).times(c).times(-1);
  }

  private static double trace(Stack a, Stack symmetric) {
    return a == null || symmetric == null ? 0 : a.traceWith(symmetric);
  }

  private static double trace(Stack a, double[][] symmetric) {
    return a == null || symmetric == null ? 0 : a.times(symmetric).trace();
  }

  /** Per parameter dD of this level, q x q, or null: vech by columns, both places of an entry. */
  private double[][][] directions(int level) {
    double[][][] d = new double[v][][];
    int at = 0;
    for (int k = 1; k < level; k++) {
      at += model.spec.randomEffects(k) * (model.spec.randomEffects(k) + 1) / 2;
    }
    int q = model.spec.randomEffects(level);
    for (int j = 0; j < q; j++) {
      for (int i = j; i < q; i++, at++) {
        d[at] = new double[q][q];
        d[at][i][j] = 1;
        d[at][j][i] = 1;
      }
    }
    return d;
  }

  private static double[][] identity(int n) {
    double[][] identity = new double[n][n];
    for (int i = 0; i < n; i++) {
      identity[i][i] = 1;
    }
    return identity;
  }

  private static double[][] transposed(double[][] a) {
    double[][] t = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        t[j][i] = a[i][j];
      }
    }
    return t;
  }
}
