#include "holes.cuh"
#include "tiles.cuh"

// Entries (k, k - lag) of C, or rho of a Markov chain (lag 1), with derivatives in delta, from the
// covariates of the two rows; rows in the likelihood only.
//
// pairs     output o of row k and lag l at ((PAIR_ROW + k LAGS + l - 1) outputs + o)
extern "C" __global__ void __launch_bounds__(128, 1) residual_pairs(
    int items, const Long* __restrict__ list, const int* __restrict__ count,
    const double* __restrict__ x, int covariates, const double* __restrict__ delta, int r,
    double* pairs, int outputs) {
  Group g(items, list);
  if (!g.live) return;
  const double* d = delta + (Long)g.fit * r;
  int n = count[g.slot(DESIGN_TILE)];
  int lags = (int)g[LAGS];
  for (int lag = 1 + (int)blockIdx.y; lag <= lags; lag += (int)gridDim.y) {
#pragma unroll 1
    for (int k = lag; k < n; ++k) {
      const double* row = g.of(x, g[COVARIATE_ROW] + k, covariates);
      const double* paired = g.of(x, g[COVARIATE_ROW] + k - lag, covariates);
      double* out = g.of(pairs, g[PAIR_ROW] + (Long)k * lags + lag - 1, outputs);
      PAIR_PROGRAM(row, paired, d, out);
    }
  }
}
