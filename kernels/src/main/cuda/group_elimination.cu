#include "elimination.cuh"

// Eliminates the random effects of one group from its cross-product (see GroupElimination). With C of
// order n, zc the columns of the level's effects and kappa = 1 + damping:
//   A = C[:, zc] Lambda,  M = Lambda' C[zc, zc] Lambda + kappa I = E diag(d) E'
//   K = A E^-T,           S = C - K diag(1/d) K'
// The last row of A is (Z'w)' Lambda; damping adds damping u' to it and damping |u|^2 to the corner.

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
          double product = e[(i * q + l) * LANES] * e[(j * q + l) * LANES];
          sum = fma(-product, pivot[l * LANES], sum);
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
        for (int t = 0; t < l; ++t) sum = fma(-e[(l * q + t) * LANES], row[t * LANES], sum);
        row[l * LANES] = sum;
      }
      for (int j = 0; j <= i; ++j) {
        double sum = c[packed(i, j) * LANES];
        for (int l = 0; l < q; ++l) {
          sum = fma(-(row[l * LANES] / pivot[l * LANES]), a[(j * q + l) * LANES], sum);
        }
        s[packed(i, j) * LANES] = sum;
      }
    }
  }
};

}  // namespace

extern "C" __global__ void __launch_bounds__(128, 1) group_elimination(ELIMINATION_PARAMETERS) {
  EliminationTask task ELIMINATION_ARGUMENTS;
  Group g(items, list);
  if (!g.live) return;
  EliminationArrays at(task, g);
  Elimination group{n, q, zc, at.lambda, at.a, at.e, at.pivot};
  group.timesLambda(at.c);
  double smallest = group.factor(1 + at.damp);
  int fallbacks = 0;
  if (gauss != nullptr && !(smallest >= safe)) {
    const double* plain = task.fallback(g);
    for (int k = 0; k < triangle(n); ++k) at.c[k * LANES] = plain[k * LANES];
    group.timesLambda(at.c);
    smallest = group.factor(1 + at.damp);
    fallbacks = 1;
  }
  double corner = 0;
  if (at.damp != 0) {
    for (int l = 0; l < q; ++l) {
      double now = at.u[l * LANES];
      group.a[((n - 1) * q + l) * LANES] += at.damp * now;
      corner += at.damp * now * now;
    }
  }
  group.reduce(at.c, at.s);
  at.s[(triangle(n) - 1) * LANES] += corner;
  LogDeterminant log;
  for (int l = 0; l < q; ++l) log.add(group.pivot[l * LANES]);
  at.report(smallest, log, fallbacks, required);
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
