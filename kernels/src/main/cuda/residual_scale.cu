#include "holes.cuh"
#include "tiles.cuh"

// log g of the rows in the likelihood (and its derivatives in delta) at a variance point.
//
// count     rows in the likelihood of each group of a design
// means     variance points in sets of meansDistance rows; null if the program reads no mean
// delta     r a fit
// scale     outputs columns a row of the block
extern "C" __global__ void __launch_bounds__(128, 1) residual_scale(
    int items, const Long* __restrict__ list, const int* __restrict__ count,
    const double* __restrict__ x, int covariates, const double* __restrict__ means,
    Long meansDistance, const int* __restrict__ set, const double* __restrict__ delta, int r,
    double* scale, int outputs) {
  Group g(items, list);
  if (!g.live) return;
  const double* d = delta + (Long)g.fit * r;
  int n = count[g.slot(DESIGN_TILE)];
#pragma unroll 1
  for (int k = (int)blockIdx.y; k < n; k += (int)gridDim.y) {
    const double* row = g.of(x, g[COVARIATE_ROW] + k, covariates);
    double* out = g.of(scale, g[BLOCK_ROW] + k, outputs);
    double mean = 0;
    if (means != nullptr) {
      mean = means[(set[g.fit] * meansDistance + g[FIT_ROW] + k) * LANES + g.lane];
    }
    SCALE_PROGRAM(row, mean, d, out);
  }
}
