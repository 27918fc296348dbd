#include "trouble.cuh"

// Whitening of the rows of a group by the inverse Cholesky root of R = S C S, in row order. Factors
// are made once a group, then applied to one column a thread.

// Finds a residual that is not finite before any of it is whitened.
extern "C" __global__ void __launch_bounds__(128, 1) finite_residuals(
    int items, const Long* __restrict__ list, const int* __restrict__ count,
    const double* __restrict__ block, int width, int residualColumn, int columns, int* kind, int* row,
    double* results, int resultColumns) {
  Group g(items, list);
  if (!g.live) return;
  Trouble trouble{kind, row, results, resultColumns};
  int n = count[g.slot(DESIGN_TILE)];
  for (int k = 0; k < n; ++k) {
    double r = g.of(block, g[BLOCK_ROW] + k, width)[residualColumn * LANES];
    if (!(r * r < HUGE_VAL)) {
      trouble.report(g, BAD_MEAN, firstBad(g, block, width, columns, n));
      return;
    }
  }
}

// 1 / g in place of log g; 2 sum log g and its derivatives to log det R.
extern "C" __global__ void __launch_bounds__(128, 1) scale_factor(
    int items, const Long* __restrict__ list, const int* __restrict__ count, double* scale,
    int outputs, int* kind, int* row, double* results, int resultColumns) {
  Group g(items, list);
  if (!g.live) return;
  Trouble trouble{kind, row, results, resultColumns};
  if (trouble.met(g)) return;
  double* out = trouble.of(g) + LOG_DET_R * LANES;
  int n = count[g.slot(DESIGN_TILE)];
  for (int o = 0; o < outputs; ++o) {
    double sum = 0;
    for (int k = 0; k < n; ++k) sum += g.of(scale, g[BLOCK_ROW] + k, outputs)[o * LANES];
    out[o * LANES] += 2 * sum;
  }
  for (int k = 0; k < n; ++k) {
    double* l = g.of(scale, g[BLOCK_ROW] + k, outputs);
    double inverse = exp(-l[0]);
    if (!isFinite(l[0]) || !isFinite(inverse)) {
      trouble.report(g, BAD_VARIANCE, k);
      return;
    }
    l[0] = inverse;
  }
}

// kappa = (1 - rho^2)^(-1/2) and c = rho kappa of a Markov chain, and log det C = -2 sum log kappa,
// with derivatives (see MarkovWhitening):
//   kappa_a = rho rho_a kappa^3   kappa_ab = (rho_a rho_b + rho rho_ab) kappa^3 + 3 rho^2 rho_a rho_b kappa^5
//   c_a = rho_a kappa^3           c_ab = rho_ab kappa^3 + 3 rho rho_a rho_b kappa^5
// factor holds outputs values of kappa, then as many of c, a row.
extern "C" __global__ void __launch_bounds__(128, 1) markov_factor(
    int items, const Long* __restrict__ list, const int* __restrict__ count,
    const double* __restrict__ pairs, int outputs, int r, double* factor, int* kind, int* row,
    double* results, int resultColumns) {
  Group g(items, list);
  if (!g.live) return;
  Trouble trouble{kind, row, results, resultColumns};
  if (trouble.met(g)) return;
  double* logDet = trouble.of(g) + LOG_DET_R * LANES;
  int n = count[g.slot(DESIGN_TILE)];
  LogDeterminant log;
  for (int i = 0; i < n; ++i) {
    const double* rho = g.of(pairs, g[PAIR_ROW] + i, outputs);
    double* kappa = g.of(factor, g[BLOCK_ROW] + i, 2 * outputs);
    double* c = kappa + outputs * LANES;
    double value = i == 0 ? 0 : rho[0];
    double remainder = 1 - value * value;
    if (!(remainder > 0)) {
      trouble.report(g, BAD_VARIANCE, i);
      return;
    }
    double k = 1 / sqrt(remainder);
    double k2 = k * k;
    double k3 = k * k2;
    kappa[0] = k;
    c[0] = value * k;
    log.add(remainder);
#pragma unroll 1
    for (int a = 0; a < r && outputs > 1; ++a) {
      double da = i == 0 ? 0 : rho[(1 + a) * LANES];
      kappa[(1 + a) * LANES] = value * da * k3;
      c[(1 + a) * LANES] = da * k3;
      logDet[(1 + a) * LANES] -= 2 * value * da * k2;
#pragma unroll 1
      for (int b = 0; b <= a; ++b) {
        int o = (1 + r + packed(a, b)) * LANES;
        double db = i == 0 ? 0 : rho[(1 + b) * LANES];
        double dab = i == 0 ? 0 : rho[o];
        kappa[o] = (da * db + value * dab) * k3 + 3 * value * value * da * db * k3 * k2;
        c[o] = dab * k3 + 3 * value * da * db * k3 * k2;
        logDet[o] -= 2 * (da * db + value * dab) * k2 + 4 * value * value * da * db * k2 * k2;
      }
    }
  }
  logDet[0] += log.value();
}

// Cholesky factor of C within the band: (k, k - l) at lower[(PAIR_ROW + BLOCK_ROW + k (LAGS + 1) + l)].
extern "C" __global__ void __launch_bounds__(128, 1) banded_factor(
    int items, const Long* __restrict__ list, const int* __restrict__ count,
    const double* __restrict__ pairs, int outputs, double* lower, int* kind, int* row,
    double* results, int resultColumns) {
  Group g(items, list);
  if (!g.live) return;
  Trouble trouble{kind, row, results, resultColumns};
  if (trouble.met(g)) return;
  int n = count[g.slot(DESIGN_TILE)];
  int lags = (int)g[LAGS];
  double* l = g.of(lower, g[PAIR_ROW] + g[BLOCK_ROW], 1);
  const double* c = g.of(pairs, g[PAIR_ROW], outputs);
  int w = lags + 1;
  LogDeterminant log;
  for (int i = 0; i < n; ++i) {
    int from = i > lags ? i - lags : 0;
    for (int j = from; j <= i; ++j) {
      double sum = i == j ? 1 : c[((Long)i * lags + i - j - 1) * outputs * LANES];
      for (int k = from; k < j; ++k) {
        sum -= l[((Long)i * w + i - k) * LANES] * l[((Long)j * w + j - k) * LANES];
      }
      if (i == j) {
        if (!(sum > 1e-14)) {
          trouble.report(g, BAD_VARIANCE, 0);
          return;
        }
        log.add(sum);
        l[(Long)i * w * LANES] = sqrt(sum);
      } else {
        l[((Long)i * w + i - j) * LANES] = sum / l[(Long)j * w * LANES];
      }
    }
  }
  trouble.of(g)[LOG_DET_R * LANES] += log.value();
}
