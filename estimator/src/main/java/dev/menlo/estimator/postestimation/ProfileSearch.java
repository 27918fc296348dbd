package dev.menlo.estimator.postestimation;

import dev.menlo.model.ResidualParameter.IntervalScale;
import java.util.Locale;

/**
 * Finds where a profile deviance reaches the quantile of chi2(1). Its root, signed by the side of
 * the estimate, is nearly linear on the interval's scale, so a secant walks out and then closes in.
 */
final class ProfileSearch {
  private static final int MOST_STEPS = 60;

  /** Agreement of the root of the deviance with its limit. */
  private static final double CLOSE = 1e-7;

  /** A walk longer than this on the log or atanh scale has left for the end of the range. */
  private static final double FAR = 18;

  /** The same on the natural scale, in standard errors. */
  private static final double FAR_ERRORS = 1e4;

  private final ProfileDeviance profile;
  private final IntervalScale scale;
  private final double limit;
  private final double unit;

  /** Whether the estimate is a variance of 0: its root is then walked on, not its logarithm. */
  private final boolean fromZero;

  /** Part of a unit to which the end of the likelihood's domain is found. */
  private static final double EDGE = 1e-8;

  /** A bound, and why it is the end of the range or not there; "" otherwise. */
  record Bound(double value, String note) {}

  /**
   * A search.
   *
   * @param critical quantile of chi2(1)
   * @param se standard error, a guess of the distance
   */
  ProfileSearch(ProfileDeviance profile, IntervalScale scale, double critical, double se) {
    this.profile = profile;
    this.scale = scale;
    this.limit = Math.sqrt(critical);
    this.fromZero = scale == IntervalScale.LOG && profile.estimate() == 0;
    double error =
        fromZero ? profile.unitAtZero() : se * Math.abs(Scales.slope(scale, profile.estimate()));
    boolean usable = Double.isFinite(error) && error > 0;
    double guess = scale == IntervalScale.IDENTITY ? Math.abs(profile.estimate()) / 10 : 0.5;
    this.unit = usable ? isBounded() ? Math.min(error, 1) : error : guess + 1e-300;
  }

  /** The lower (-1) or upper (1) bound. */
  Bound bound(int side) {
    profile.restart();
    if (side < 0 && scale == IntervalScale.LOG) {
      double zero = profile.atZero();
      if (zero <= limit * limit) {
        return new Bound(0, "the profile does not reach the limit before the boundary 0");
      }
    }
    profile.restart();
    return walk(side, to(profile.estimate()));
  }

  /**
   * Steps out until the root passes the limit, then closes in; where there is no profile, back
   * towards the last value that had one.
   */
  private Bound walk(int side, double centre) {
    double inner = 0;
    double innerRoot = 0;
    double step = 0.5 * limit * unit;
    double wall = Double.POSITIVE_INFINITY;
    for (int k = 0; k < MOST_STEPS; k++) {
      double reach = inner + step < wall ? inner + step : 0.5 * (inner + wall);
      if (isFar(reach)) {
        return flat(side);
      }
      double root = root(centre + side * reach);
      if (root < 0) {
        return new Bound(
            Double.NaN,
            "the profile has a higher likelihood than the estimates: they are not its maximum");
      }
      if (Double.isFinite(root) && root >= limit) {
        return close(side, centre, inner, innerRoot, reach, root);
      }
      if (Double.isFinite(root)) {
        double slope = (root - innerRoot) / (reach - inner);
        double ahead = slope > 0 ? (limit - root) / slope * 1.05 : 3 * step;
        step = Math.min(Math.max(ahead, 0.05 * step), 3 * step);
        inner = reach;
        innerRoot = root;
      } else {
        wall = reach;
        step = 0.25 * (wall - inner);
      }
      if (Double.isInfinite(root) && wall - inner < EDGE * unit) {
        return edge(centre + side * inner);
      }
      if (Double.isNaN(root) && wall - inner < 1e-6 * unit) {
        break;
      }
    }
    return failed(centre + side * inner);
  }

  private boolean isFar(double reach) {
    return isBounded() ? reach > FAR : reach > FAR_ERRORS * unit;
  }

  /** Whether the walk is on a scale of its own, not in standard errors. */
  private boolean isBounded() {
    return scale != IntervalScale.IDENTITY && !fromZero;
  }

  private double to(double value) {
    return fromZero ? Math.sqrt(value) : Scales.to(scale, value);
  }

  private double from(double h) {
    return fromZero ? h * h : Scales.from(scale, h);
  }

  /** Regula falsi with halving of a stubborn end (Illinois). */
  private Bound close(
      int side, double centre, double inner, double innerRoot, double outer, double outerRoot) {
    double a = inner;
    double b = outer;
    double fa = innerRoot - limit;
    double fb = outerRoot - limit;
    for (int k = 0; k < MOST_STEPS; k++) {
      double middle = b - a < 1e-12 * (1 + b) ? b : (a * fb - b * fa) / (fb - fa);
      double root = root(centre + side * middle);
      if (Double.isNaN(root)) {
        return failed(centre + side * middle);
      }
      double fm = root - limit;
      if (Math.abs(fm) < CLOSE || b - a < 1e-12 * (1 + b)) {
        return new Bound(from(centre + side * middle), "");
      }
      if (fm < 0) {
        a = middle;
        fa = fm;
        fb /= 2;
      } else {
        b = middle;
        fb = fm;
        fa /= 2;
      }
    }
    return failed(centre + side * b);
  }

  /** Root of the deviance; -1 where it is clearly negative, NaN where there is none. */
  private double root(double h) {
    double deviance = profile.at(from(h));
    if (deviance < -1e-4) {
      return -1;
    }
    return Math.sqrt(Math.max(0, deviance));
  }

  private Bound flat(int side) {
    double end =
        switch (scale) {
          case IDENTITY -> side * Double.POSITIVE_INFINITY;
          case LOG -> side < 0 ? 0 : Double.POSITIVE_INFINITY;
          case ATANH -> side;
        };
    return new Bound(end, "the profile is flat: it does not reach the limit");
  }

  /** The end of the domain, at 0 where that is within its precision. */
  private Bound edge(double h) {
    double end = from(Math.abs(h) < 4 * EDGE * unit ? 0 : h);
    return new Bound(
        end,
        "the profile does not reach the limit before "
            + text(end)
            + ", beyond which the likelihood does not exist");
  }

  private static String text(double value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.6g", value);
  }

  private Bound failed(double h) {
    return new Bound(Double.NaN, "no constrained maximum was found beyond " + text(from(h)));
  }
}
