#include "tiles.cuh"

// Eliminates the random effects of one group from its cross-product (see GroupElimination). With C of
// order n, zc the columns of the level's effects and kappa = 1 + damping:
//   A = C[:, zc] Lambda,  M = Lambda' C[zc, zc] Lambda + kappa I = E diag(d) E'
//   K = A E^-T,           S = C - K diag(1/d) K'
// The last row of A is (Z'w)' Lambda; damping adds damping u' to it and damping |u|^2 to the corner.

// Columns of the results: log det M, pivots that are not positive enough, fallbacks.
enum { LOG_DET_M, BAD_PIVOTS, FALLBACKS, ELIMINATION_RESULTS };

namespace {

// One group: its matrices, all interleaved by lane.
struct Elimination {
  int n;
  int q;
  const int* zc;
  const double* lambda;
  double* a;
  double* e;
  double* pivot;

  // A = C[:, zc] Lambda.
  __device__ inline void timesLambda(const double* c) const {
    for (int i = 0; i < n; ++i) {
      for (int l = 0; l < q; ++l) {
        double sum = 0;
        for (int t = 0; t < q; ++t) {
          sum = fma(c[packed(i, zc[t]) * LANES], lambda[t * q + l], sum);
        }
        a[(i * q + l) * LANES] = sum;
      }
    }
  }

  // M = Lambda' A[zc, :] + kappa I = E diag(d) E'; the smallest pivot, NaN if one is.
  __device__ inline double factor(double kappa) const {
    double smallest = HUGE_VAL;
    for (int i = 0; i < q; ++i) {
      for (int j = 0; j <= i; ++j) {
        double sum = i == j ? kappa : 0;
        for (int t = 0; t < q; ++t) {
          sum = fma(lambda[t * q + i], a[(zc[t] * q + j) * LANES], sum);
        }
        for (int l = 0; l < j; ++l) {
          sum -= e[(i * q + l) * LANES] * e[(j * q + l) * LANES] * pivot[l * LANES];
        }
        if (i == j) {
          pivot[i * LANES] = sum;
          if (sum < smallest || sum != sum) smallest = sum;
        } else {
          e[(i * q + j) * LANES] = sum / pivot[j * LANES];
        }
      }
    }
    return smallest;
  }

  // K = A E^-T in place of A; S = C - K diag(1/d) K'. S may be C.
  __device__ inline void reduce(const double* c, double* s) const {
    for (int i = 0; i < n; ++i) {
      double* row = a + i * q * LANES;
      for (int l = 1; l < q; ++l) {
        double sum = row[l * LANES];
        for (int t = 0; t < l; ++t) sum -= e[(l * q + t) * LANES] * row[t * LANES];
        row[l * LANES] = sum;
      }
      for (int j = 0; j <= i; ++j) {
        double sum = c[packed(i, j) * LANES];
        for (int l = 0; l < q; ++l) {
          sum -= row[l * LANES] * a[(j * q + l) * LANES] / pivot[l * LANES];
        }
        s[packed(i, j) * LANES] = sum;
      }
    }
  }
};

}  // namespace

// cross     of each group, in set from[fit] (null: one set); at the deepest level under NEWTON the
//           model, and gauss the Gauss-Newton cross-product that a group falls back on where its
//           smallest pivot is below safe
// lambda    factors a fit apart, the level's at first
// damping   one a fit
// u         current spherical effects of the level, q a group
// work      n q + q^2 + q elements a group: A (then K), E and the pivots stay for what follows
// required  a pivot not above it is counted
extern "C" __global__ void __launch_bounds__(128, 1) group_elimination(
    int items, const Long* __restrict__ list, int n, int q, const int* __restrict__ zc,
    double* cross, const int* __restrict__ from, Long distance, const double* __restrict__ gauss,
    const int* __restrict__ gaussSet, Long gaussDistance, double safe,
    const double* __restrict__ lambda, int factorLength, int first,
    const double* __restrict__ damping, const double* __restrict__ u, const int* __restrict__ point,
    Long pointDistance, double required, double* eliminated, double* work, double* results) {
  Group g(items, list);
  if (!g.live) return;
  int all = triangle(n);
  double* c = g.of(cross, g.tile(from, distance), all);
  double* s = g.of(eliminated, g[FIT_TILE], all);
  double* w = g.of(work, g[FIT_TILE], n * q + q * q + q);
  double damp = damping[g.fit];
  Elimination group{n, q, zc, lambda + (Long)g.fit * factorLength + first,
                    w, w + n * q * LANES, w + (n * q + q * q) * LANES};
  group.timesLambda(c);
  double smallest = group.factor(1 + damp);
  int fallbacks = 0;
  if (gauss != nullptr && !(smallest >= safe)) {
    const double* plain = g.of(gauss, g.tile(gaussSet, gaussDistance), all);
    for (int k = 0; k < all; ++k) c[k * LANES] = plain[k * LANES];
    group.timesLambda(c);
    smallest = group.factor(1 + damp);
    fallbacks = 1;
  }
  double corner = 0;
  if (damp != 0) {
    const double* now = g.of(u, g.tile(point, pointDistance), q);
    for (int l = 0; l < q; ++l) {
      group.a[((n - 1) * q + l) * LANES] += damp * now[l * LANES];
      corner += damp * now[l * LANES] * now[l * LANES];
    }
  }
  group.reduce(c, s);
  s[(all - 1) * LANES] += corner;
  LogDeterminant log;
  for (int l = 0; l < q; ++l) log.add(group.pivot[l * LANES]);
  double* out = g.of(results, g[FIT_TILE], ELIMINATION_RESULTS);
  out[LOG_DET_M * LANES] = smallest > 0 ? log.value() : 0;
  out[BAD_PIVOTS * LANES] = smallest > required ? 0 : 1;
  out[FALLBACKS * LANES] = fallbacks;
}

// One element of the sum over the children of a group: children are neighbours in the level below.
//
// from, to  first child of each group of a design and the end of its children, by group of the level
// offset    tiles of the fit in the level below, by fit
extern "C" __global__ void __launch_bounds__(128, 1) sum_children(
    int items, const Long* __restrict__ list, const int* __restrict__ from,
    const int* __restrict__ to, const Long* __restrict__ below, const double* __restrict__ children,
    int elements, double* sum) {
  Group g(items, list);
  if (!g.live) return;
  int first = from[g.slot(DESIGN_TILE)];
  int end = to[g.slot(DESIGN_TILE)];
  double* out = g.of(sum, g[FIT_TILE], elements);
  for (int e = (int)blockIdx.y; e < elements; e += (int)gridDim.y) {
    double total = 0;
    for (int child = first; child < end; ++child) {
      Long tile = below[g.fit] + child / LANES;
      total += children[(tile * elements + e) * LANES + child % LANES];
    }
    out[(Long)e * LANES] = total;
  }
}
