#include "tiles.cuh"

// The down sweep: effects of the groups of one level from dbeta and the effects of the levels above.
// With e the outer effects and dbeta as a combination of columns:
//   v = s - S e,  u = (Lambda' v[zc] + damping u_current) / (1 + damping),  b = Lambda u
// A group keeps the effects of all levels that reach it, its own last, for its children and rows.

// Columns of the results: |u|^2, value of the quadratic model.
enum { PENALTY, VALUE, SUBSTITUTION_RESULTS };

// outer     effects of the levels above, qOuter a group of the level above, in set trial[fit]
// parent    group of the level above, by group of a design; above tiles of the fit there
// s         S of the level
// damping   one a fit; infinite takes the current u
// effects   receives qOuter + q a group, in set trial[fit]; column of each in zAll
// u         spherical effects of the level in sets of distance tiles: current is read, trial written
// model     cross-products at which to value the quadratic model, in set modelSet[fit], or null
extern "C" __global__ void __launch_bounds__(128, 1) back_substitution(
    int items, const Long* __restrict__ list, int n, int q, int qOuter,
    const int* __restrict__ zAll, int p, const int* __restrict__ xc,
    const double* __restrict__ step, const double* outer, Long outerDistance,
    const int* __restrict__ parent, const Long* __restrict__ above, const double* __restrict__ s,
    const double* __restrict__ lambda, int factorLength, int first,
    const double* __restrict__ damping, double* effects, double* u, Long distance,
    const int* __restrict__ current, const int* __restrict__ trial, const double* __restrict__ model,
    const int* __restrict__ modelSet, Long modelDistance, double* results) {
  Group g(items, list);
  if (!g.live) return;
  int all = qOuter + q;
  double* mine = g.of(effects, g.tile(trial, distance), all);
  if (qOuter > 0) {
    int above32 = parent[g.slot(DESIGN_TILE)];
    Long tile = trial[g.fit] * outerDistance + above[g.fit] + above32 / LANES;
    const double* from = outer + tile * qOuter * LANES + above32 % LANES;
    for (int a = 0; a < qOuter; ++a) mine[a * LANES] = from[a * LANES];
  }
  const double* factor = lambda + (Long)g.fit * factorLength + first;
  const double* dbeta = step + (Long)g.fit * p;
  const int* zc = zAll + qOuter;
  const double* now = g.of(u, g.tile(current, distance), q);
  double* own = g.of(u, g.tile(trial, distance), q);
  double damp = damping[g.fit];
  double penalty = 0;
  if (isFinite(damp)) {
    const double* c = g.of(s, g[FIT_TILE], triangle(n));
    for (int j = 0; j < q; ++j) {
      double v = c[packed(n - 1, zc[j]) * LANES];
      for (int i = 0; i < p; ++i) v -= c[packed(zc[j], xc[i]) * LANES] * dbeta[i];
      for (int a = 0; a < qOuter; ++a) {
        v -= c[packed(zc[j], zAll[a]) * LANES] * mine[a * LANES];
      }
      // b is not needed yet: its place holds v
      mine[(qOuter + j) * LANES] = v;
    }
  }
  for (int i = 0; i < q; ++i) {
    double x = now[i * LANES];
    if (isFinite(damp)) {
      double sum = 0;
      for (int j = 0; j < q; ++j) sum = fma(factor[j * q + i], mine[(qOuter + j) * LANES], sum);
      x = damp == 0 ? sum : (sum + damp * x) / (1 + damp);
    }
    own[i * LANES] = x;
    penalty = fma(x, x, penalty);
  }
  for (int i = 0; i < q; ++i) {
    double b = 0;
    for (int j = 0; j < q; ++j) b = fma(factor[i * q + j], own[j * LANES], b);
    mine[(qOuter + i) * LANES] = b;
  }
  double* out = g.of(results, g[FIT_TILE], SUBSTITUTION_RESULTS);
  out[PENALTY * LANES] = penalty;
  out[VALUE * LANES] = 0;
  if (model == nullptr || damp == 0) return;
  // w'w - 2 e'J'w + e'C e
  const double* c = g.of(model, g.tile(modelSet, modelDistance), triangle(n));
  double value = c[(triangle(n) - 1) * LANES];
  for (int a = 0; a < p + all; ++a) {
    double x = a < p ? dbeta[a] : mine[(a - p) * LANES];
    int i = a < p ? xc[a] : zAll[a - p];
    double sum = -2 * c[packed(n - 1, i) * LANES];
    for (int b = 0; b < p + all; ++b) {
      double y = b < p ? dbeta[b] : mine[(b - p) * LANES];
      sum = fma(c[packed(i, b < p ? xc[b] : zAll[b - p]) * LANES], y, sum);
    }
    value = fma(x, sum, value);
  }
  out[VALUE * LANES] = value;
}
