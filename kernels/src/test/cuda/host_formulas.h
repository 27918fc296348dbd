// What stands in the holes of the kernels in a host build; HoleFormulas puts the same operations into the PTX.
// No product is contracted: the host has no fused operations but fma.
#pragma once

namespace formulas {

constexpr int LANE = 32;

// mu = beta_0 + b_0 x_0 + previous mu, and two derivatives.
inline double mean(const double* x, const double* beta, const double* effects, double* out,
                   double previous) {
  double mu = beta[0] + effects[0] * x[0] + previous;
  out[0] = mu;
  out[LANE] = beta[1] * x[LANE];
  out[2 * LANE] = x[0];
  return mu;
}

// log g = delta_0 x_0 + mu, and its derivatives.
inline void scale(const double* x, double mean, const double* delta, double* out) {
  out[0] = delta[0] * x[0] + mean;
  out[LANE] = x[0];
  out[2 * LANE] = 0;
}

// rho = delta_0 (x_0 - x'_0), and its derivatives.
inline void pair(const double* x, const double* paired, const double* delta, double* out) {
  double distance = x[0] - paired[0];
  out[0] = delta[0] * distance;
  out[LANE] = distance;
  out[2 * LANE] = 0;
}

// Sums of [j r], j = x_0, r = y - beta_0 - b_0 x_0, and of r x_1.
struct Sums {
  double jj = 0, rj = 0, rr = 0, curvature = 0;

  void add(const double* x, const double* beta, const double* effects, double y, int counts) {
    double r = y - beta[0] - effects[0] * x[0];
    if (counts == 0) return;
    jj += x[0] * x[0];
    rj += r * x[0];
    rr += r * r;
    curvature += r * x[LANE];
  }

  double end(double* cross, double* second) const {
    cross[0] = jj;
    cross[LANE] = rj;
    cross[2 * LANE] = rr;
    second[0] = curvature;
    return rr;
  }
};

}  // namespace formulas

#define MEAN_STATE double previous = 0
#define MEAN_PROGRAM(x, beta, effects, out, first) \
  previous = formulas::mean(x, beta, effects, out, (first) ? 0 : previous)
#define SCALE_PROGRAM(x, mean, delta, out) formulas::scale(x, mean, delta, out)
#define PAIR_PROGRAM(x, paired, delta, out) formulas::pair(x, paired, delta, out)
#define SUMS_STATE formulas::Sums sums
#define SUMS_ROW(x, beta, effects, y, first, counts) \
  ((void)(first), sums.add(x, beta, effects, y, counts))
#define SUMS_END(cross, curvature, rss) rss = sums.end(cross, curvature)
