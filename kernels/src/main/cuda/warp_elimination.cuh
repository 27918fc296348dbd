// group_elimination for groups of middle size, n - 1 <= 32 columns: one warp a group. Lane r holds row r
// of A (then K) and, if r < q, row r of M (then E); rows of other lanes come by shuffles. The last row,
// that of w, is spread over the lanes: lane l holds entry l. q is rounded up to the Q of an entry:
// effects beyond q have Lambda = 0 and pivot 1.
//
// Launch shape: 128 threads, one block in x an item, 8 blocks in y: four groups of a tile a block, side
// by side in memory.
#pragma once
#include "elimination.cuh"

namespace {

constexpr unsigned ALL = 0xffffffffu;

// The group of this warp.
__device__ __forceinline__ Group groupOfWarp(const Long* list) {
  int lane = (int)(blockIdx.y * (blockDim.x / LANES) + threadIdx.x / LANES);
  return Group(list + (Long)blockIdx.x * ITEM_LENGTH, lane);
}

template <int Q>
struct Rows {
  int n;
  int q;
  int row;
  double a[Q];
  double e[Q];
  double last;

  // A = C[:, zc] Lambda.
  __device__ __forceinline__ void timesLambda(const double* c, const int* zc, const double* lambda) {
    last = 0;
#pragma unroll
    for (int l = 0; l < Q; ++l) a[l] = 0;
#pragma unroll 1
    for (int t = 0; t < q; ++t) {
      double x = row < n - 1 ? c[packed(row, zc[t]) * LANES] : 0;
#pragma unroll
      for (int l = 0; l < Q; ++l) a[l] = fma(x, l < q ? lambda[t * q + l] : 0, a[l]);
      if (row < q) last = fma(c[packed(n - 1, zc[t]) * LANES], lambda[t * q + row], last);
    }
  }

  // M = Lambda' A[zc, :] + kappa I = E diag(d) E', d on the diagonal of E; the smallest pivot, NaN if one
  // is, in every lane.
  __device__ __forceinline__ double factor(double kappa, const int* zc, const double* lambda) {
#pragma unroll
    for (int j = 0; j < Q; ++j) e[j] = j != row ? 0 : row < q ? kappa : 1;
#pragma unroll 1
    for (int t = 0; t < q; ++t) {
      int source = zc[t];
      double x = row < q ? lambda[t * q + row] : 0;
#pragma unroll
      for (int j = 0; j < Q; ++j) e[j] = fma(x, __shfl_sync(ALL, a[j], source), e[j]);
    }
    double smallest = HUGE_VAL;
#pragma unroll
    for (int k = 0; k < Q; ++k) {
      double pivot = __shfl_sync(ALL, e[k], k);
      if (k < q && (pivot < smallest || pivot != pivot)) smallest = pivot;
      double below = e[k] / pivot;
#pragma unroll
      for (int j = 0; j < Q; ++j) {
        if (j > k) e[j] = fma(-below, __shfl_sync(ALL, e[k], j), e[j]);
      }
      if (row > k) e[k] = below;
    }
    return smallest;
  }

  // K = A E^-T in place of A, and the last row by lanes.
  __device__ __forceinline__ void solve() {
#pragma unroll
    for (int t = 0; t < Q; ++t) {
#pragma unroll
      for (int l = 0; l < Q; ++l) {
        if (l > t) a[l] = fma(-__shfl_sync(ALL, e[t], l), a[t], a[l]);
      }
      double solved = __shfl_sync(ALL, last, t);
      if (row > t) last = fma(-e[t], solved, last);
    }
  }

  // S = C - K diag(1/d) K'. S may be C.
  __device__ __forceinline__ void reduce(const double* c, double* s, double corner) const {
    int m = n - 1;
    double scaled[Q];
    double below = row < m ? c[packed(m, row) * LANES] : 0;
    double total = c[(triangle(n) - 1) * LANES];
#pragma unroll
    for (int l = 0; l < Q; ++l) {
      double pivot = __shfl_sync(ALL, e[l], l);
      double w = __shfl_sync(ALL, last, l);
      scaled[l] = a[l] / pivot;
      below = fma(-(w / pivot), a[l], below);
      total = fma(-(w / pivot), w, total);
    }
#pragma unroll 1
    for (int j = 0; j < m; ++j) {
      double sum = row >= j && row < m ? c[packed(row, j) * LANES] : 0;
#pragma unroll
      for (int l = 0; l < Q; ++l) sum = fma(-__shfl_sync(ALL, scaled[l], j), a[l], sum);
      if (row >= j && row < m) s[packed(row, j) * LANES] = sum;
    }
    if (row < m) s[packed(m, row) * LANES] = below;
    if (row == 0) s[(triangle(n) - 1) * LANES] = total + corner;
  }
};

template <int Q>
__device__ __forceinline__ void eliminate(const EliminationTask& task) {
  Group g = groupOfWarp(task.list);
  if (!g.live) return;
  int n = task.n;
  int q = task.q;
  EliminationArrays at(task, g);
  Rows<Q> r;
  r.n = n;
  r.q = q;
  r.row = (int)(threadIdx.x % LANES);
  double smallest;
  int fallbacks = 0;
#pragma unroll 1
  while (true) {
    r.timesLambda(at.c, task.zc, at.lambda);
    smallest = r.factor(1 + at.damp, task.zc, at.lambda);
    if (task.gauss == nullptr || smallest >= task.safe || fallbacks > 0) break;
    const double* plain = task.fallback(g);
    for (int k = r.row; k < triangle(n); k += LANES) at.c[k * LANES] = plain[k * LANES];
    __syncwarp();
    fallbacks = 1;
  }
  double corner = 0;
  if (at.damp != 0) {
    if (r.row < q) r.last += at.damp * at.u[r.row * LANES];
#pragma unroll 1
    for (int l = 0; l < q; ++l) corner += at.damp * at.u[l * LANES] * at.u[l * LANES];
  }
  r.solve();
  r.reduce(at.c, at.s, corner);
  LogDeterminant log;
#pragma unroll
  for (int l = 0; l < Q; ++l) {
    log.add(__shfl_sync(ALL, r.e[l], l));
    if (l < q && l <= r.row && r.row < q) {
      (l == r.row ? at.pivot[l * LANES] : at.e[(r.row * q + l) * LANES]) = r.e[l];
    }
  }
  if (r.row == 0) at.report(smallest, log, fallbacks, task.required);
}

}  // namespace

#define WARP_ELIMINATION(Q)                                                          \
  extern "C" __global__ void __launch_bounds__(128, 1)                               \
      warp_elimination_##Q(ELIMINATION_PARAMETERS) {                                 \
    eliminate<Q>(EliminationTask ELIMINATION_ARGUMENTS);                             \
  }
