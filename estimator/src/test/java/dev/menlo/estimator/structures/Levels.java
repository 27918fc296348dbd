package dev.menlo.estimator.structures;

/**
 * The growth curve with random effects at one or two levels, with its derivatives by hand:
 *
 * <pre>
 *   mu = a / (1 + exp(-z)),   a = b1 + V + U1,   z = (time - b2 - U2) / b3
 * </pre>
 *
 * <p>V (two levels only) is the site's, U1 and U2 are the plot's, with an unstructured covariance.
 */
enum Levels {
  ONE("({b1}+{U1[id]})/(1+exp(-(time-{b2}-{U2[id]})/{b3}))", 0),
  TWO("({b1}+{V[site]}+{U1[site>plot]})/(1+exp(-(time-{b2}-{U2[site>plot]})/{b3}))", 3);

  private final String mean;

  /** Number of sites that have an effect. */
  final int sites;

  Levels(String mean, int sites) {
    this.mean = mean;
    this.sites = sites;
  }

  String model(String options) {
    return "weight = " + mean + ", covariance(U1 U2, unstructured) " + options;
  }

  /** Lambda of each level, row-major, outermost level first. */
  double[] factors() {
    return sites == 0 ? new double[] {.8, 0, .3, .5} : new double[] {.6, .8, 0, .3, .5};
  }

  /** vech(D) of each level, outermost level first. */
  double[] covariances() {
    double[] plots = {.64, .24, .34};
    return sites == 0 ? plots : new double[] {.36, .64, .24, .34};
  }

  /** u of every group: sites, then two a plot. */
  double[] spherical() {
    double[] u = new double[sites + 2 * GrowthStudy.SITE.length];
    java.util.Arrays.setAll(u, i -> .7 * Math.sin(4 * i + 1));
    return u;
  }

  /** b = Lambda u of every group. */
  double[] effects() {
    double[] b = spherical();
    for (int s = 0; s < sites; s++) {
      b[s] *= .6;
    }
    for (int at = sites; at < b.length; at += 2) {
      b[at + 1] = .3 * b[at] + .5 * b[at + 1];
      b[at] *= .8;
    }
    return b;
  }

  /** mu, then its derivatives in b1, b2, b3 and in the effects of every group. */
  double[] row(GrowthStudy data, int row) {
    double[] b = effects();
    int plot = data.plot[row];
    int site = GrowthStudy.SITE[plot];
    double a = GrowthStudy.BETA[0] + (sites == 0 ? 0 : b[site]) + b[sites + 2 * plot];
    double z =
        (data.time(row) - GrowthStudy.BETA[1] - b[sites + 2 * plot + 1]) / GrowthStudy.BETA[2];
    double share = 1 / (1 + Math.exp(-z));
    double slope = -a * share * (1 - share) / GrowthStudy.BETA[2];
    double[] out = new double[4 + b.length];
    out[0] = a * share;
    out[1] = share;
    out[2] = slope;
    out[3] = slope * z;
    if (sites > 0) {
      out[4 + site] = share;
    }
    out[4 + sites + 2 * plot] = share;
    out[4 + sites + 2 * plot + 1] = slope;
    return out;
  }
}
