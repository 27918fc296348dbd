package dev.menlo.estimator.structures;

/**
 * The linearised likelihood over all rows at once: V = R + Z D Z' as one n x n matrix.
 *
 * <pre>
 *   log|V|,  log|X'V^{-1}X|
 *   rho^2 = min over dbeta of (w - X dbeta)' V^{-1} (w - X dbeta),   w = y - mu + Z b
 * </pre>
 */
final class DenseLikelihood {
  private final GrowthStudy data;
  private final Levels levels;
  private final Scale scale;
  private final Link link;
  private final int n;
  private final double[][] rows;
  private final double[] w;

  DenseLikelihood(GrowthStudy data, Levels levels, Scale scale, Link link) {
    this.data = data;
    this.levels = levels;
    this.scale = scale;
    this.link = link;
    this.n = data.rows();
    this.rows = new double[n][];
    this.w = new double[n];
    double[] b = levels.effects();
    for (int i = 0; i < n; i++) {
      rows[i] = levels.row(data, i);
      w[i] = data.response(i) - rows[i][0];
      for (int k = 0; k < b.length; k++) {
        w[i] += rows[i][4 + k] * b[k];
      }
    }
  }

  /**
   * log|V|, rho^2 and log|X'V^{-1}X|.
   *
   * @param x vech(D) of each level, then the parameters of g, then those of C
   */
  double[] values(double[] x) {
    double[][] root = Triangle.of(covariance(x));
    double[] response = Triangle.forward(root, w);
    double[][] design = new double[3][];
    for (int k = 0; k < 3; k++) {
      int column = k + 1;
      double[] all = new double[n];
      java.util.Arrays.setAll(all, i -> rows[i][column]);
      design[k] = Triangle.forward(root, all);
    }
    double[][] information = new double[3][3];
    double[] right = new double[3];
    for (int k = 0; k < 3; k++) {
      right[k] = dot(design[k], response);
      for (int l = 0; l < 3; l++) {
        information[k][l] = dot(design[k], design[l]);
      }
    }
    double[][] inner = Triangle.of(information);
    double[] explained = Triangle.forward(inner, right);
    return new double[] {
      Triangle.logDeterminant(root),
      dot(response, response) - dot(explained, explained),
      Triangle.logDeterminant(inner)
    };
  }

  /** Profiled log likelihood from L and rho^2. */
  static double logLikelihood(double determinant, double rss, int degrees) {
    return -.5 * (determinant + degrees * (1 + Math.log(2 * Math.PI * rss / degrees)));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private double[][] covariance(double[] x) {
    int vech = levels.covariances().length;
    double[] g = java.util.Arrays.copyOfRange(x, vech, vech + scale.delta().length);
    double[] c = java.util.Arrays.copyOfRange(x, vech + g.length, x.length);
    double[][] v = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        v[i][j] = effects(x, i, j) + errors(g, c, i, j);
      }
    }
    return v;
  }

  /** (Z D Z')_ij: plots share their effects, plots of a site the site's. */
  private double effects(double[] x, int i, int j) {
    double sum = 0;
    for (int s = 0; s < levels.sites; s++) {
      sum += rows[i][4 + s] * x[0] * rows[j][4 + s];
    }
    int d = levels.sites == 0 ? 0 : 1;
    for (int at = 4 + levels.sites; at < rows[i].length; at += 2) {
      sum += rows[i][at] * (x[d] * rows[j][at] + x[d + 1] * rows[j][at + 1]);
      sum += rows[i][at + 1] * (x[d + 1] * rows[j][at] + x[d + 2] * rows[j][at + 1]);
    }
    return sum;
  }

  /** R_ij = g_i C_ij g_j within plots. */
  private double errors(double[] g, double[] c, int i, int j) {
    if (data.plot[i] != data.plot[j]) {
      return 0;
    }
    Occasion a = data.occasion(i, rows[i][0]);
    Occasion b = data.occasion(j, rows[j][0]);
    double correlation = 1;
    if (i != j) {
      correlation = a.visit() < b.visit() ? link.between(a, b, c) : link.between(b, a, c);
    }
    return scale.g(a, g) * correlation * scale.g(b, g);
  }
}
