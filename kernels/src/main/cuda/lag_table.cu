#include "tiles.cuh"

// The same entries by look-up: rows k and k - lag read entry base_k + |position_k - position_{k-lag}|
// of the fit's table; a distance of reach or more reads as 0.
//
// table     outputs blocks of length entries a fit
// base      covariate that holds the first entry of a row, or -1 for 0
extern "C" __global__ void __launch_bounds__(128, 1) lag_table_entries(
    int items, const Long* __restrict__ list, const int* __restrict__ count,
    const double* __restrict__ x, int covariates, const double* __restrict__ table, int length,
    int reach, int position, int base, double* pairs, int outputs) {
  Group g(items, list);
  if (!g.live) return;
  const double* entries = table + (Long)g.fit * outputs * length;
  int n = count[g.slot(DESIGN_TILE)];
  int lags = (int)g[LAGS];
  for (int lag = 1 + (int)blockIdx.y; lag <= lags; lag += (int)gridDim.y) {
    for (int k = lag; k < n; ++k) {
      const double* row = g.of(x, g[COVARIATE_ROW] + k, covariates);
      const double* paired = g.of(x, g[COVARIATE_ROW] + k - lag, covariates);
      double distance = fabs(row[position * LANES] - paired[position * LANES]);
      int first = base < 0 ? 0 : (int)row[base * LANES];
      double* out = g.of(pairs, g[PAIR_ROW] + (Long)k * lags + lag - 1, outputs);
      for (int o = 0; o < outputs; ++o) {
        out[o * LANES] = distance < reach ? entries[(Long)o * length + first + (int)distance] : 0;
      }
    }
  }
}
