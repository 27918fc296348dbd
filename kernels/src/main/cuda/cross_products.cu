#include "trouble.cuh"
#include "working_response.cuh"

// Sums over the rows of a group: Y'Y of the columns of the row block, one 4 x 4 block of the lower
// triangle a thread, with all sixteen products in registers.

namespace {
constexpr int SIDE = 4;
}

// Adds Y'Y, or Y'Z + Z'Y if symmetric, to (or writes it over) element first of a packed triangle.
//
// y, z      first columns of Y and Z in the block of width columns; n columns each
// out       stride elements a group, in set into[fit]
extern "C" __global__ void __launch_bounds__(128, 1) cross_products(
    int items, const Long* __restrict__ list, const int* __restrict__ count,
    const double* __restrict__ block, int width, int y, int z, int n, int symmetric, double* out,
    int stride, int first, int add, const int* __restrict__ into, Long distance,
    const int* __restrict__ trouble) {
  Group g(items, list);
  if (!g.live || trouble[g.slot(FIT_TILE)] != 0) return;
  int rows = count[g.slot(DESIGN_TILE)];
  double* to = g.of(out, g.tile(into, distance), stride) + (Long)first * LANES;
  int sides = (n + SIDE - 1) / SIDE;
  for (int b = (int)blockIdx.y; b < triangle(sides); b += (int)gridDim.y) {
    int bi = 0;
    while (triangle(bi + 1) <= b) ++bi;
    int i0 = bi * SIDE;
    int j0 = (b - triangle(bi)) * SIDE;
    double sum[SIDE][SIDE] = {};
#pragma unroll 1
    for (int k = 0; k < rows; ++k) {
      const double* row = g.of(block, g[BLOCK_ROW] + k, width);
      double yi[SIDE], yj[SIDE], zi[SIDE], zj[SIDE];
#pragma unroll
      for (int i = 0; i < SIDE; ++i) {
        yi[i] = i0 + i < n ? row[(y + i0 + i) * LANES] : 0;
        zj[i] = j0 + i < n ? row[(z + j0 + i) * LANES] : 0;
        zi[i] = symmetric && i0 + i < n ? row[(z + i0 + i) * LANES] : 0;
        yj[i] = symmetric && j0 + i < n ? row[(y + j0 + i) * LANES] : 0;
      }
#pragma unroll
      for (int i = 0; i < SIDE; ++i) {
#pragma unroll
        for (int j = 0; j < SIDE; ++j) {
          sum[i][j] = fma(yi[i], zj[j], sum[i][j]);
          if (symmetric) sum[i][j] = fma(zi[i], yj[j], sum[i][j]);
        }
      }
    }
#pragma unroll
    for (int i = 0; i < SIDE; ++i) {
#pragma unroll
      for (int j = 0; j < SIDE; ++j) {
        if (i0 + i < n && j0 + j <= i0 + i) {
          double* entry = to + (Long)packed(i0 + i, j0 + j) * LANES;
          *entry = add ? *entry + sum[i][j] : sum[i][j];
        }
      }
    }
  }
}

// sum over rows of weight times each of seconds columns from column first on.
extern "C" __global__ void __launch_bounds__(128, 1) curvature_products(
    int items, const Long* __restrict__ list, const int* __restrict__ count,
    const double* __restrict__ block, int width, int weight, int first, int seconds, double* out,
    const int* __restrict__ into, Long distance, const int* __restrict__ trouble) {
  Group g(items, list);
  if (!g.live || trouble[g.slot(FIT_TILE)] != 0) return;
  int rows = count[g.slot(DESIGN_TILE)];
  double* to = g.of(out, g.tile(into, distance), seconds);
  for (int s = (int)blockIdx.y; s < seconds; s += (int)gridDim.y) {
    double sum = 0;
    for (int k = 0; k < rows; ++k) {
      const double* row = g.of(block, g[BLOCK_ROW] + k, width);
      sum = fma(row[weight * LANES], row[(first + s) * LANES], sum);
    }
    to[s * LANES] = sum;
  }
}

// Sum of squares of one column to a column of the results; finds the row behind one that is not
// finite.
extern "C" __global__ void __launch_bounds__(128, 1) sum_of_squares(
    int items, const Long* __restrict__ list, const int* __restrict__ count,
    const double* __restrict__ block, int width, int squared, int columns, int result, int* kind,
    int* row, double* results, int resultColumns) {
  Group g(items, list);
  if (!g.live) return;
  Trouble trouble{kind, row, results, resultColumns};
  if (trouble.met(g)) {
    trouble.of(g)[TROUBLED * LANES] = 1;
    return;
  }
  int n = count[g.slot(DESIGN_TILE)];
  double sum = 0;
  for (int k = 0; k < n; ++k) {
    double x = g.of(block, g[BLOCK_ROW] + k, width)[squared * LANES];
    sum = fma(x, x, sum);
  }
  if (!isFinite(sum)) {
    int bad = firstBad(g, block, width, columns, n);
    trouble.report(g, bad < 0 ? BAD_VARIANCE : BAD_MEAN, bad < 0 ? 0 : bad);
  }
  trouble.of(g)[result * LANES] = sum;
}

// Ends the sums of a group: residual sum of squares from the corner of the cross-product of [J r], and
// the row behind a sum that is not finite.
//
// columns   columns of the row block that are searched
// seconds   curvature entries a group, or 0
extern "C" __global__ void __launch_bounds__(128, 1) residual_sums(
    int items, const Long* __restrict__ list, const int* __restrict__ count,
    const double* __restrict__ block, int width, int columns, const double* __restrict__ cross, int n,
    const double* __restrict__ curvature, int seconds, const int* __restrict__ into, Long distance,
    int* kind, int* row, double* results, int resultColumns) {
  Group g(items, list);
  if (!g.live) return;
  Trouble trouble{kind, row, results, resultColumns};
  if (trouble.met(g)) {
    trouble.of(g)[TROUBLED * LANES] = 1;
    return;
  }
  Long tile = g.tile(into, distance);
  const double* c = g.of(cross, tile, triangle(n));
  double rss = c[(triangle(n) - 1) * LANES];
  double total = 0;
  for (int i = 0; i < n; ++i) total += c[packed(i, i) * LANES];
  for (int s = 0; s < seconds; ++s) total += fabs(g.of(curvature, tile, seconds)[s * LANES]);
  if (!isFinite(total)) {
    int bad = firstBad(g, block, width, columns, count[g.slot(DESIGN_TILE)]);
    trouble.report(g, bad < 0 ? BAD_VARIANCE : BAD_MEAN, bad < 0 ? 0 : bad);
    return;
  }
  trouble.of(g)[RSS * LANES] = rss;
}

// From the cross-product of [J r] to that of [J w] for several triangles that follow one another a group.
//
// effects   q a group in set point[fit]; zc their columns
extern "C" __global__ void __launch_bounds__(128, 1) working_response(
    int items, const Long* __restrict__ list, double* cross, int n, int triangles,
    const double* __restrict__ effects, int q, const int* __restrict__ zc,
    const int* __restrict__ point, Long pointDistance, const int* __restrict__ into, Long distance,
    const int* __restrict__ trouble) {
  Group g(items, list);
  if (!g.live || trouble[g.slot(FIT_TILE)] != 0) return;
  const double* e = g.of(effects, g.tile(point, pointDistance), q);
  double* first = g.of(cross, g.tile(into, distance), (Long)triangles * triangle(n));
  for (int t = (int)blockIdx.y; t < triangles; t += (int)gridDim.y) {
    toWorkingResponse(first + (Long)t * triangle(n) * LANES, n, e, q, zc);
  }
}
