#include "roots.cuh"

// Applies L^-1, or L^-T, with L the Cholesky factor of R = S C S, to columns of the row block in
// place, one column a thread.
//
// first       first of the columns
// scale       1 / g at output 0 of outputs a row; null if g = 1
extern "C" __global__ void __launch_bounds__(128, 1) whiten_columns(
    int items, const Long* __restrict__ list, const int* __restrict__ count, double* block,
    int width, int first, int columns, int transposed, const double* __restrict__ scale,
    int scaleOutputs, int kind, const double* __restrict__ factor, int factorOutputs,
    const int* __restrict__ trouble) {
  Group g(items, list);
  if (!g.live || trouble[g.slot(FIT_TILE)] != 0) return;
  Root root(g, kind, factor, factorOutputs);
  int n = count[g.slot(DESIGN_TILE)];
  const double* inverse = scale == nullptr ? nullptr : g.of(scale, g[BLOCK_ROW], scaleOutputs);
  for (int c = first + (int)blockIdx.y; c < first + columns; c += (int)gridDim.y) {
    Rows x = column(g, block, width, c);
    if (transposed) root.solveTransposed(x, n);
    for (int k = 0; k < n && inverse != nullptr; ++k) {
      x[k] *= inverse[(Long)k * scaleOutputs * LANES];
    }
    if (!transposed) root.solve(x, n);
  }
}

// Copies a column of the row block.
extern "C" __global__ void __launch_bounds__(128, 1) copy_column(
    int items, const Long* __restrict__ list, const int* __restrict__ count, double* block,
    int width, int from, int to) {
  Group g(items, list);
  if (!g.live) return;
  int n = count[g.slot(DESIGN_TILE)];
  Rows x = column(g, block, width, from);
  Rows y = column(g, block, width, to);
  for (int k = (int)blockIdx.y; k < n; k += (int)gridDim.y) y[k] = x[k];
}
