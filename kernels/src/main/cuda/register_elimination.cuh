// group_elimination for small groups: one thread a group, its matrices in registers. Sizes are rounded up
// to those of an entry, n <= N and q <= Q: rows beyond n are skipped, effects beyond q have Lambda = 0 and
// pivot 1. The same operations in the same order as in group_elimination, and so the same bits.
#pragma once
#include "elimination.cuh"

namespace {

template <int N, int Q>
struct Registers {
  int n;
  int q;
  double a[N][Q];
  double e[Q][Q];
  double pivot[Q];

  // A = C[:, zc] Lambda.
  __device__ __forceinline__ void timesLambda(const double* c, const int* zc, const double* lambda) {
#pragma unroll
    for (int i = 0; i < N; ++i) {
#pragma unroll
      for (int l = 0; l < Q; ++l) a[i][l] = 0;
    }
#pragma unroll 1
    for (int t = 0; t < q; ++t) {
      int column = zc[t];
      double row[Q];
#pragma unroll
      for (int l = 0; l < Q; ++l) row[l] = entry(lambda, t, l);
#pragma unroll
      for (int i = 0; i < N; ++i) {
        double x = i < n ? c[packed(i, column) * LANES] : 0;
#pragma unroll
        for (int l = 0; l < Q; ++l) a[i][l] = fma(x, row[l], a[i][l]);
      }
    }
  }

  __device__ __forceinline__ double entry(const double* lambda, int t, int l) const {
    return l < q ? lambda[t * q + l] : 0;
  }

  // M = Lambda' A[zc, :] + kappa I = E diag(d) E'; the smallest pivot, NaN if one is. Row zc[t] of A is
  // known at run time only: it is formed again from C.
  __device__ __forceinline__ double factor(double kappa, const double* c, const int* zc,
                                           const double* lambda) {
#pragma unroll
    for (int i = 0; i < Q; ++i) {
#pragma unroll
      for (int j = 0; j < Q; ++j) e[i][j] = i != j ? 0 : i < q ? kappa : 1;
    }
#pragma unroll 1
    for (int t = 0; t < q; ++t) {
      double row[Q];
#pragma unroll
      for (int j = 0; j < Q; ++j) row[j] = 0;
#pragma unroll 1
      for (int s = 0; s < q; ++s) {
        double x = c[packed(zc[t], zc[s]) * LANES];
#pragma unroll
        for (int j = 0; j < Q; ++j) row[j] = fma(x, entry(lambda, s, j), row[j]);
      }
#pragma unroll
      for (int i = 0; i < Q; ++i) {
        double x = entry(lambda, t, i);
#pragma unroll
        for (int j = 0; j < Q; ++j) {
          if (j <= i) e[i][j] = fma(x, row[j], e[i][j]);
        }
      }
    }
    double smallest = HUGE_VAL;
#pragma unroll
    for (int i = 0; i < Q; ++i) {
#pragma unroll
      for (int j = 0; j < Q; ++j) {
        if (j > i) continue;
        double sum = e[i][j];
#pragma unroll
        for (int l = 0; l < Q; ++l) {
          if (l < j) sum = fma(-(e[i][l] * e[j][l]), pivot[l], sum);
        }
        if (i == j) {
          pivot[i] = sum;
          if (i < q && (sum < smallest || sum != sum)) smallest = sum;
        } else {
          e[i][j] = sum / pivot[j];
        }
      }
    }
    return smallest;
  }

  // K = A E^-T in place of A; S = C - K diag(1/d) K'. S may be C.
  __device__ __forceinline__ void reduce(const double* c, double* s) {
#pragma unroll
    for (int i = 0; i < N; ++i) {
      if (i >= n) continue;
#pragma unroll
      for (int l = 1; l < Q; ++l) {
        double sum = a[i][l];
#pragma unroll
        for (int t = 0; t < Q; ++t) {
          if (t < l) sum = fma(-e[l][t], a[i][t], sum);
        }
        a[i][l] = sum;
      }
      double scaled[Q];
#pragma unroll
      for (int l = 0; l < Q; ++l) scaled[l] = a[i][l] / pivot[l];
#pragma unroll
      for (int j = 0; j < N; ++j) {
        if (j > i) continue;
        double sum = c[packed(i, j) * LANES];
#pragma unroll
        for (int l = 0; l < Q; ++l) sum = fma(-scaled[l], a[j][l], sum);
        s[packed(i, j) * LANES] = sum;
      }
    }
  }
};

template <int N, int Q>
__device__ __forceinline__ void eliminate(const EliminationTask& task) {
  Group g(task.items, task.list);
  if (!g.live) return;
  int n = task.n;
  int q = task.q;
  EliminationArrays at(task, g);
  Registers<N, Q> r;
  r.n = n;
  r.q = q;
  double smallest;
  int fallbacks = 0;
#pragma unroll 1
  while (true) {
    r.timesLambda(at.c, task.zc, at.lambda);
    smallest = r.factor(1 + at.damp, at.c, task.zc, at.lambda);
    if (task.gauss == nullptr || smallest >= task.safe || fallbacks > 0) break;
    const double* plain = task.fallback(g);
#pragma unroll 1
    for (int k = 0; k < triangle(n); ++k) at.c[k * LANES] = plain[k * LANES];
    fallbacks = 1;
  }
  double corner = 0;
  if (at.damp != 0) {
#pragma unroll
    for (int l = 0; l < Q; ++l) {
      if (l >= q) continue;
      double now = at.u[l * LANES];
#pragma unroll
      for (int i = 0; i < N; ++i) r.a[i][l] += i == n - 1 ? at.damp * now : 0;
      corner += at.damp * now * now;
    }
  }
  r.reduce(at.c, at.s);
  at.s[(triangle(n) - 1) * LANES] += corner;
  LogDeterminant log;
#pragma unroll
  for (int l = 0; l < Q; ++l) log.add(r.pivot[l]);
#pragma unroll
  for (int i = 0; i < Q; ++i) {
    if (i >= q) continue;
    at.pivot[i * LANES] = r.pivot[i];
#pragma unroll
    for (int j = 0; j < Q; ++j) {
      if (j < i) at.e[(i * q + j) * LANES] = r.e[i][j];
    }
  }
  at.report(smallest, log, fallbacks, task.required);
}

}  // namespace

#define REGISTER_ELIMINATION(N, Q)                                                             \
  extern "C" __global__ void __launch_bounds__(128, 1)                                         \
      register_elimination_##N##_##Q(ELIMINATION_PARAMETERS) {                                 \
    eliminate<N, Q>(EliminationTask ELIMINATION_ARGUMENTS);                                    \
  }
