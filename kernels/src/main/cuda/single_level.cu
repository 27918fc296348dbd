#include "directions.cuh"
#include "tiles.cuh"

// Derivatives of a profile with one level in vech(D), contracted at the group (see
// SingleLevelDerivatives). With S_z = S[:, zc], e = (-dbeta, 1), v = S_z' e and under REML
// W = S_zX S_XX^-1 S_Xz:
//   first a:    rho2_a = -v'E_a v,  log|M|_a = tr(E_a S_zz),  q_a = -S_Xz E_a v,
//               tr(E_a W),  S_Xz E_a S_zX
//   pair ab:    v'E_a S_zz E_b v,  tr(E_a S_zz E_b S_zz),  tr(E_a S_zz E_b W)
//
// Results of a group: first derivatives, 2 + p numbers each (under REML 3 + p + p (p + 1) / 2), then
// pairs, 2 (REML 3) each.

// v, and W by rows, q + q^2 elements a group.
//
// combination   e over the n columns of [J w], a fit
// inverse       S_XX^-1, p x p a fit; null under ML
extern "C" __global__ void __launch_bounds__(128, 1) single_level_prepare(
    int items, const Long* __restrict__ list, int n, int q, const int* __restrict__ zc, int p,
    const int* __restrict__ xc, const double* __restrict__ s,
    const double* __restrict__ combination, const double* __restrict__ inverse, double* work) {
  Group g(items, list);
  if (!g.live) return;
  const double* elim = g.of(s, g[FIT_TILE], triangle(n));
  const double* e = combination + (Long)g.fit * n;
  double* v = g.of(work, g[FIT_TILE], q + q * q);
  double* w = v + q * LANES;
  for (int k = 0; k < q; ++k) {
    double sum = 0;
    for (int c = 0; c < n; ++c) sum = fma(elim[packed(zc[k], c) * LANES], e[c], sum);
    v[k * LANES] = sum;
  }
  if (inverse == nullptr) return;
  const double* x = inverse + (Long)g.fit * p * p;
  for (int k = 0; k < q; ++k) {
    for (int l = 0; l <= k; ++l) {
      double sum = 0;
      for (int i = 0; i < p; ++i) {
        double inner = 0;
        for (int j = 0; j < p; ++j) {
          inner = fma(x[i * p + j], elim[packed(zc[l], xc[j]) * LANES], inner);
        }
        sum = fma(elim[packed(zc[k], xc[i]) * LANES], inner, sum);
      }
      w[(k * q + l) * LANES] = sum;
      w[(l * q + k) * LANES] = sum;
    }
  }
}

// First derivative or pair y.
extern "C" __global__ void __launch_bounds__(128, 1) single_level(
    int items, const Long* __restrict__ list, int n, int q, const int* __restrict__ zc, int p,
    const int* __restrict__ xc, const double* __restrict__ s, const double* __restrict__ work,
    int restricted, int tasks, double* results, int columns) {
  Group g(items, list);
  if (!g.live) return;
  const double* elim = g.of(s, g[FIT_TILE], triangle(n));
  const double* v = g.of(work, g[FIT_TILE], q + q * q);
  const double* w = v + q * LANES;
  int own = triangle(q);
  int firstLength = restricted ? 3 + p + triangle(p) : 2 + p;
  int pairLength = restricted ? 3 : 2;
  double* all = g.of(results, g[FIT_TILE], columns);
  for (int task = (int)blockIdx.y; task < tasks; task += (int)gridDim.y) {
    if (task < own) {
      Direction d(task, q);
      double vr = v[d.row * LANES];
      double vc = v[d.column * LANES];
      int r = zc[d.row];
      int c = zc[d.column];
      int weight = d.diagonal() ? 1 : 2;
      double* out = all + (Long)task * firstLength * LANES;
      out[0] = -weight * vr * vc;
      out[LANES] = weight * elim[packed(r, c) * LANES];
      for (int i = 0; i < p; ++i) {
        double xr = elim[packed(xc[i], r) * LANES];
        double xw = elim[packed(xc[i], c) * LANES];
        out[(2 + i) * LANES] = -d.form(xr, xw, vr, vc);
        for (int j = 0; j <= i && restricted; ++j) {
          double yr = elim[packed(xc[j], r) * LANES];
          double yc = elim[packed(xc[j], c) * LANES];
          out[(3 + p + packed(i, j)) * LANES] = d.form(xr, xw, yr, yc);
        }
      }
      if (restricted) out[(2 + p) * LANES] = weight * w[(d.row * q + d.column) * LANES];
      continue;
    }
    int pair = task - own;
    int a = 0;
    while (triangle(a + 1) <= pair) ++a;
    Direction d(a, q);
    Direction f(pair - triangle(a), q);
    double* out = all + ((Long)own * firstLength + (Long)pair * pairLength) * LANES;
    double quadratic = 0;
    double trace = 0;
    double restrictedTrace = 0;
    // ordered (i, j) of a and (k, l) of b: S(j, k) Y(l, i)
    for (int swapped = 0; swapped < 4; ++swapped) {
      bool first = swapped & 1;
      bool second = swapped & 2;
      if ((first && d.diagonal()) || (second && f.diagonal())) continue;
      int i = first ? d.column : d.row;
      int j = first ? d.row : d.column;
      int k = second ? f.column : f.row;
      int l = second ? f.row : f.column;
      double sjk = elim[packed(zc[j], zc[k]) * LANES];
      quadratic += sjk * v[l * LANES] * v[i * LANES];
      trace += sjk * elim[packed(zc[l], zc[i]) * LANES];
      if (restricted) restrictedTrace += sjk * w[(l * q + i) * LANES];
    }
    out[0] = quadratic;
    out[LANES] = trace;
    if (restricted) out[2 * LANES] = restrictedTrace;
  }
}
