#include "holes.cuh"
#include "tiles.cuh"

// The mean and its derivatives at the rows of a group, in recursion order: outputs of the spliced
// program to the row block, the residual y - mu in place of the mean, and the mean of the row to the
// variance point of the pass (or that of another set, where S stays frozen).
//
// rows      rows of each group of a design
// rank      where a row of the data, in order, is kept: rows of the likelihood first; null: in order
// x         covariates columns a row
// beta      p a fit
// effects   q a group, those of all levels that reach it, in set point[fit]
// y         response, or null: then the mean itself is left
// means     variance points, one a row, in sets of meansDistance rows; null if no scale reads them
// into      set that receives the means
// frozen    set whose means are kept instead of the row's own, or -1
extern "C" __global__ void __launch_bounds__(128, 1) mean_evaluation(
    int items, const Long* __restrict__ list, const int* __restrict__ rows,
    const int* __restrict__ rank, const double* __restrict__ x, int covariates,
    const double* __restrict__ beta, int p, const double* __restrict__ effects, int q,
    const int* __restrict__ point, Long distance, const double* __restrict__ y, double* means,
    Long meansDistance, const int* __restrict__ into, const int* __restrict__ frozen,
    double* block, int width, int meanColumn) {
  MEAN_STATE;
  Group g(items, list);
  if (!g.live) return;
  const double* b = beta + (Long)g.fit * p;
  const double* e = g.of(effects, g.tile(point, distance), q);
  int n = rows[g.slot(DESIGN_TILE)];
#pragma unroll 1
  for (int r = (int)blockIdx.y; r < n; r += (int)gridDim.y) {
    Long k = rank == nullptr ? r : rank[(g[COVARIATE_ROW] + r) * LANES + g.lane];
    const double* row = g.of(x, g[COVARIATE_ROW] + k, covariates);
    double* out = g.of(block, g[BLOCK_ROW] + k, width);
    MEAN_PROGRAM(row, b, e, out, r == 0 ? 1 : 0);
    double mu = out[meanColumn * LANES];
    Long at = (g[FIT_ROW] + k) * LANES + g.lane;
    if (means != nullptr) {
      Long kept = frozen[g.fit];
      double mean = kept < 0 ? mu : means[kept * meansDistance * LANES + at];
      means[into[g.fit] * meansDistance * LANES + at] = mean;
    }
    if (y != nullptr) out[meanColumn * LANES] = y[at] - mu;
  }
}
