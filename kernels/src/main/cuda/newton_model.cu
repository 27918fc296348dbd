#include "tiles.cuh"

// The quadratic model of the penalised sum of squares with the exact second derivatives of the mean,
// in the shape of a cross-product of [J w]. With H = sum (R^-1 r) d2mu and e the current effects as a
// combination of columns: C_N = C - H, (J'w)_N = J'w - H e, (w'w)_N = w'w - e'H e.
//
// kept      set of the kept linearisation of each fit
// hRow, hColumn   row and column, not above the row, of each of seconds entries of H
extern "C" __global__ void __launch_bounds__(128, 1) newton_model(
    int items, const Long* __restrict__ list, const double* __restrict__ cross,
    const double* __restrict__ curvature, const int* __restrict__ kept, Long distance, int n,
    int seconds, const int* __restrict__ hRow, const int* __restrict__ hColumn,
    const double* __restrict__ effects, int q, const int* __restrict__ zc,
    const int* __restrict__ point, Long pointDistance, double* model) {
  Group g(items, list);
  if (!g.live) return;
  Long tile = g.tile(kept, distance);
  const double* c = g.of(cross, tile, triangle(n));
  const double* h = g.of(curvature, tile, seconds);
  const double* effect = g.of(effects, g.tile(point, pointDistance), q);
  double* out = g.of(model, g[FIT_TILE], triangle(n));
  for (int k = 0; k < triangle(n); ++k) out[k * LANES] = c[k * LANES];
  double* last = out + (Long)triangle(n - 1) * LANES;
  double corner = 0;
  for (int s = 0; s < seconds; ++s) {
    int i = hRow[s];
    int j = hColumn[s];
    double x = h[s * LANES];
    double ei = 0;
    double ej = 0;
    for (int a = 0; a < q; ++a) {
      double e = effect[a * LANES];
      if (zc[a] == i) ei += e;
      if (zc[a] == j) ej += e;
    }
    out[packed(i, j) * LANES] -= x;
    last[i * LANES] -= x * ej;
    if (i != j) last[j * LANES] -= x * ei;
    corner += (i == j ? 1 : 2) * x * ei * ej;
  }
  last[(n - 1) * LANES] -= corner;
}
