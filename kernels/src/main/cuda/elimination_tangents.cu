#include "directions.cuh"
#include "tiles.cuh"

// Derivatives of one group's elimination: forward differentiation of group_elimination (see
// EliminationTangents). With P the selection of the columns zc, B = Lambda M^-1 Lambda' and
// T = I - P B P'C,
//   outer a (C moves):      dS = T' dC_a T,           dlog|M| = tr(B dC_a,zz)
//   own b (D moves by E):   dS = -S_z E_b S_z',       dlog|M| = tr(E_b S_zz)
//   a, a':  d2S = T'(d2C - dC_a P B P' dC_a' - dC_a' P B P' dC_a) T
//           d2log|M| = tr(B d2C_zz) - tr(B dC_a,zz B dC_a',zz)
//   a, b:   d2S = -dS_a,z E_b S_z' - S_z E_b dS_a,z'  d2log|M| = tr(E_b dS_a,zz)
//   b, b':  d2S = S_z (E_b S_zz E_b' + E_b' S_zz E_b) S_z',  d2log|M| = -tr(E_b S_zz E_b' S_zz)
// Nothing here divides by Lambda, so all of it holds at singular D.
//
// Parameters of a level are numbered own first, then outer (inner levels and delta). Derivatives of k
// parameters are k packed triangles, then k (k + 1) / 2 of the pairs, pair (a, b) at packed(a, b).

namespace {

__device__ inline double entry(const double* s, int i, int j) { return s[packed(i, j) * LANES]; }

// B and F = B C[zc, :] of a group, and T' X T at one entry.
struct Projection {
  int n;
  int q;
  const int* zc;
  const double* b;
  const double* f;

  __device__ inline double sandwich(const double* x, int i, int j) const {
    double sum = entry(x, i, j);
    for (int k = 0; k < q; ++k) {
      double fi = f[(k * n + i) * LANES];
      sum -= entry(x, i, zc[k]) * f[(k * n + j) * LANES] + fi * entry(x, j, zc[k]);
      for (int l = 0; l < q; ++l) {
        sum += fi * entry(x, zc[k], zc[l]) * f[(l * n + j) * LANES];
      }
    }
    return sum;
  }

  __device__ inline double trace(const double* x) const {
    double sum = 0;
    for (int i = 0; i < q; ++i) {
      for (int j = 0; j < q; ++j) sum += b[(i * q + j) * LANES] * entry(x, zc[i], zc[j]);
    }
    return sum;
  }
};

__device__ inline Projection projection(const Group& g, int n, int q, const int* zc,
                                        const double* work) {
  const double* w = work == nullptr ? nullptr : g.of(work, g[FIT_TILE], q * q + q * n);
  return Projection{n, q, zc, w, w == nullptr ? nullptr : w + q * q * LANES};
}

}  // namespace

// B and F, from the factor that group_elimination left.
//
// factor    its work array: A, E and the pivots
// work      receives q^2 + q n elements a group
extern "C" __global__ void __launch_bounds__(128, 1) tangents_prepare(
    int items, const Long* __restrict__ list, int n, int q, const int* __restrict__ zc,
    const double* __restrict__ cross, const int* __restrict__ from, Long distance,
    const double* __restrict__ factor, const double* __restrict__ lambda, int factorLength,
    int first, double* work) {
  Group g(items, list);
  if (!g.live) return;
  const double* c = g.of(cross, g.tile(from, distance), triangle(n));
  const double* e = g.of(factor, g[FIT_TILE], n * q + q * q + q) + n * q * LANES;
  const double* pivot = e + q * q * LANES;
  double* b = g.of(work, g[FIT_TILE], q * q + q * n);
  double* f = b + q * q * LANES;
  const double* l = lambda + (Long)g.fit * factorLength + first;
  // column j of M^-1 Lambda' in f's first q places, then of B = Lambda M^-1 Lambda'
  for (int j = 0; j < q; ++j) {
    for (int i = 0; i < q; ++i) {
      double sum = l[j * q + i];
      for (int t = 0; t < i; ++t) sum -= e[(i * q + t) * LANES] * f[t * LANES];
      f[i * LANES] = sum;
    }
    for (int i = q - 1; i >= 0; --i) {
      double sum = f[i * LANES] / pivot[i * LANES];
      for (int t = i + 1; t < q; ++t) sum -= e[(t * q + i) * LANES] * f[t * LANES];
      f[i * LANES] = sum;
    }
    for (int i = 0; i < q; ++i) {
      double sum = 0;
      for (int k = 0; k < q; ++k) sum = fma(l[i * q + k], f[k * LANES], sum);
      b[(i * q + j) * LANES] = sum;
    }
  }
  for (int i = 0; i < q; ++i) {
    for (int column = 0; column < n; ++column) {
      double sum = 0;
      for (int k = 0; k < q; ++k) {
        sum = fma(b[(i * q + k) * LANES], entry(c, zc[k], column), sum);
      }
      f[(i * n + column) * LANES] = sum;
    }
  }
}

// First derivative y of S and of log|M|.
//
// s         S of the level
// in        derivatives of C in the outer parameters, inTriangles a group, in set inSet[fit]
// second    whether pairs follow the first derivatives in out and logDet
// out       receives those of S in own and outer parameters
// logDet    receives those of log|M|, first derivatives then pairs
extern "C" __global__ void __launch_bounds__(128, 1) tangents_first(
    int items, const Long* __restrict__ list, int n, int q, const int* __restrict__ zc, int outer,
    const double* __restrict__ s, const double* __restrict__ in, int inTriangles,
    const int* __restrict__ inSet, Long inDistance, const double* __restrict__ work, int second,
    double* out, double* logDet) {
  Group g(items, list);
  if (!g.live) return;
  int all = triangle(n);
  int own = triangle(q);
  int count = own + outer;
  int each = count + (second ? triangle(count) : 0);
  const double* elim = g.of(s, g[FIT_TILE], all);
  Projection t = projection(g, n, q, zc, work);
  for (int a = (int)blockIdx.y; a < count; a += (int)gridDim.y) {
    double* to = g.of(out, g[FIT_TILE], (Long)each * all) + (Long)a * all * LANES;
    double* trace = g.of(logDet, g[FIT_TILE], each) + a * LANES;
    if (a < own) {
      Direction d(a, q);
      int r = zc[d.row];
      int c = zc[d.column];
      trace[0] = (d.diagonal() ? 1 : 2) * entry(elim, r, c);
      for (int i = 0; i < n; ++i) {
        for (int j = 0; j <= i; ++j) {
          to[packed(i, j) * LANES] =
              -d.form(entry(elim, i, r), entry(elim, i, c), entry(elim, j, r), entry(elim, j, c));
        }
      }
    } else {
      const double* x = g.of(in, g.tile(inSet, inDistance), (Long)inTriangles * all) +
                        (Long)(a - own) * all * LANES;
      trace[0] = t.trace(x);
      for (int i = 0; i < n; ++i) {
        for (int j = 0; j <= i; ++j) to[packed(i, j) * LANES] = t.sandwich(x, i, j);
      }
    }
  }
}

// d2C - dC_a P B P' dC_a' - dC_a' P B P' dC_a of pair y of outer parameters, for tangents_second.
extern "C" __global__ void __launch_bounds__(128, 1) tangents_outer(
    int items, const Long* __restrict__ list, int n, int q, const int* __restrict__ zc, int outer,
    const double* __restrict__ in, const int* __restrict__ inSet, Long inDistance,
    const double* __restrict__ work, double* moved, int own, double* logDet) {
  Group g(items, list);
  if (!g.live) return;
  int all = triangle(n);
  int pairs = triangle(outer);
  Projection t = projection(g, n, q, zc, work);
  const double* firsts = g.of(in, g.tile(inSet, inDistance), (Long)(outer + pairs) * all);
  int count = own + outer;
  for (int pair = (int)blockIdx.y; pair < pairs; pair += (int)gridDim.y) {
    int a = 0;
    while (triangle(a + 1) <= pair) ++a;
    int a2 = pair - triangle(a);
    const double* x = firsts + (Long)a * all * LANES;
    const double* y = firsts + (Long)a2 * all * LANES;
    const double* xy = firsts + (Long)(outer + pair) * all * LANES;
    double* to = g.of(moved, g[FIT_TILE], (Long)pairs * all) + (Long)pair * all * LANES;
    for (int i = 0; i < n; ++i) {
      for (int j = 0; j <= i; ++j) {
        double sum = 0;
        for (int k = 0; k < q; ++k) {
          for (int l = 0; l < q; ++l) {
            sum += t.b[(k * q + l) * LANES] * (entry(x, i, zc[k]) * entry(y, j, zc[l]) +
                                               entry(y, i, zc[k]) * entry(x, j, zc[l]));
          }
        }
        to[packed(i, j) * LANES] = xy[packed(i, j) * LANES] - sum;
      }
    }
    // tr(B X_zz B Y_zz)
    double trace = t.trace(xy);
    for (int i = 0; i < q; ++i) {
      for (int j = 0; j < q; ++j) {
        double bx = 0;
        double by = 0;
        for (int k = 0; k < q; ++k) {
          bx = fma(t.b[(i * q + k) * LANES], entry(x, zc[k], zc[j]), bx);
          by = fma(t.b[(j * q + k) * LANES], entry(y, zc[k], zc[i]), by);
        }
        trace -= bx * by;
      }
    }
    int place = count + packed(own + a, own + a2);
    g.of(logDet, g[FIT_TILE], count + triangle(count))[place * LANES] = trace;
  }
}

// Second derivative of S and of log|M| in pair y, after the first ones.
extern "C" __global__ void __launch_bounds__(128, 1) tangents_second(
    int items, const Long* __restrict__ list, int n, int q, const int* __restrict__ zc, int outer,
    const double* __restrict__ s, const double* __restrict__ moved, const double* __restrict__ work,
    double* out, double* logDet) {
  Group g(items, list);
  if (!g.live) return;
  int all = triangle(n);
  int own = triangle(q);
  int count = own + outer;
  int each = count + triangle(count);
  const double* elim = g.of(s, g[FIT_TILE], all);
  double* firsts = g.of(out, g[FIT_TILE], (Long)each * all);
  double* traces = g.of(logDet, g[FIT_TILE], each) + count * LANES;
  Projection t = projection(g, n, q, zc, work);
  for (int pair = (int)blockIdx.y; pair < triangle(count); pair += (int)gridDim.y) {
    int a = 0;
    while (triangle(a + 1) <= pair) ++a;
    int b = pair - triangle(a);
    double* to = firsts + (Long)(count + pair) * all * LANES;
    if (b >= own) {
      const double* x = g.of(moved, g[FIT_TILE], (Long)triangle(outer) * all) +
                        (Long)packed(a - own, b - own) * all * LANES;
      for (int i = 0; i < n; ++i) {
        for (int j = 0; j <= i; ++j) to[packed(i, j) * LANES] = t.sandwich(x, i, j);
      }
      continue;
    }
    Direction e(b, q);
    int r = zc[e.row];
    int c = zc[e.column];
    if (a >= own) {
      const double* ds = firsts + (Long)a * all * LANES;
      traces[pair * LANES] = (e.diagonal() ? 1 : 2) * entry(ds, r, c);
      for (int i = 0; i < n; ++i) {
        for (int j = 0; j <= i; ++j) {
          double sum = e.form(entry(elim, i, r), entry(elim, i, c), entry(ds, j, r), entry(ds, j, c)) +
                       e.form(entry(ds, i, r), entry(ds, i, c), entry(elim, j, r), entry(elim, j, c));
          to[packed(i, j) * LANES] = -sum;
        }
      }
      continue;
    }
    // x'E_a S_zz E_b y + x'E_b S_zz E_a y with x, y rows of S_z; and tr(E_a S_zz E_b S_zz)
    Direction d(a, q);
    int u = zc[d.row];
    int w = zc[d.column];
    auto ab = [&](double xu, double xw, double yr, double yc) {
      // E_a' x has xw at row u and xu at row w; E_b y has yc at row r and yr at row c
      double left = d.diagonal() ? 0 : xu;
      double right = e.diagonal() ? 0 : yr;
      return xw * (entry(elim, u, r) * yc + entry(elim, u, c) * right) +
             left * (entry(elim, w, r) * yc + entry(elim, w, c) * right);
    };
    double trace = entry(elim, w, r) * entry(elim, c, u);
    if (!e.diagonal()) trace += entry(elim, w, c) * entry(elim, r, u);
    if (!d.diagonal()) trace += entry(elim, u, r) * entry(elim, c, w);
    if (!d.diagonal() && !e.diagonal()) trace += entry(elim, u, c) * entry(elim, r, w);
    traces[pair * LANES] = -trace;
    for (int i = 0; i < n; ++i) {
      for (int j = 0; j <= i; ++j) {
        to[packed(i, j) * LANES] =
            ab(entry(elim, i, u), entry(elim, i, w), entry(elim, j, r), entry(elim, j, c)) +
            ab(entry(elim, j, u), entry(elim, j, w), entry(elim, i, r), entry(elim, i, c));
      }
    }
  }
}
