#include "holes.cuh"
#include "trouble.cuh"
#include "working_response.cuh"

// A whole row pass where R = I: the mean and its derivatives at the rows of a group in recursion order, and
// Y'Y of [J r] and the curvature sums in registers as the spliced code adds them, row by row; then [J w].
// No row leaves the thread. The same sums in the same order as by mean_evaluation, cross_products,
// residual_sums and working_response, and so the same bits. A group with a sum that is not finite is only
// counted: the host runs the pass of its fit again by those kernels, which find the row.
//
// rows      rows of each group of a design, count those in the likelihood
// rank      where a row of the data, in order, is kept: rows of the likelihood first; null: in order
// effects   q a group, those of all levels that reach it, in set point[fit]; zc their columns
// n         order of the cross-product; 0 for the residual sum of squares alone
extern "C" __global__ void __launch_bounds__(128, 1) fused_pass(
    int items, const Long* __restrict__ list, const int* __restrict__ rows,
    const int* __restrict__ count, const int* __restrict__ rank, const double* __restrict__ x,
    int covariates, const double* __restrict__ beta, int p, const double* __restrict__ effects, int q,
    const int* __restrict__ zc, const int* __restrict__ point, Long pointDistance,
    const double* __restrict__ y, int n, double* cross, double* curvature, int seconds,
    const int* __restrict__ into, Long distance, double* results, int resultColumns) {
  SUMS_STATE;
  Group g(items, list);
  if (!g.live) return;
  const double* b = beta + (Long)g.fit * p;
  const double* e = g.of(effects, g.tile(point, pointDistance), q);
  int all = rows[g.slot(DESIGN_TILE)];
  int counted = count[g.slot(DESIGN_TILE)];
#pragma unroll 1
  for (int r = 0; r < all; ++r) {
    Long k = rank == nullptr ? r : rank[(g[COVARIATE_ROW] + r) * LANES + g.lane];
    const double* row = g.of(x, g[COVARIATE_ROW] + k, covariates);
    double response = y[(g[FIT_ROW] + k) * LANES + g.lane];
    SUMS_ROW(row, b, e, response, r == 0 ? 1 : 0, k < counted ? 1 : 0);
  }
  Long tile = g.tile(into, distance);
  double* c = g.of(cross, tile, triangle(n));
  double* h = g.of(curvature, tile, seconds);
  double* out = g.of(results, g[FIT_TILE], resultColumns);
  double rss;
  SUMS_END(c, h, rss);
  double total = n == 0 ? rss : 0;
  for (int i = 0; i < n; ++i) total += c[packed(i, i) * LANES];
  for (int s = 0; s < seconds; ++s) total += fabs(h[s * LANES]);
  if (!isFinite(total)) {
    out[TROUBLED * LANES] = 1;
    return;
  }
  out[RSS * LANES] = rss;
  if (n > 0) toWorkingResponse(c, n, e, q, zc);
}
