// Inverse Cholesky roots of a correlation, applied to one vector over the rows of a group.
#pragma once
#include "tiles.cuh"

// Kinds of whitening; a dense C is a band as wide as the group.
enum Whitening { SCALED, MARKOV, BANDED };

// A vector over the rows of a group: row k at [k * stride].
struct Rows {
  double* at;
  Long stride;

  __device__ __forceinline__ double& operator[](int k) const { return at[k * stride]; }
};

// Column c of a block of width columns.
__device__ __forceinline__ Rows column(const Group& g, double* block, Long width, Long c) {
  return Rows{g.of(block, g[BLOCK_ROW], width) + c * LANES, width * LANES};
}

// The factor of C that the kind of whitening needs: kappa and c a row, or the lower triangle.
struct Root {
  Whitening kind;
  const double* factor;
  int outputs;
  int lags;

  __device__ __forceinline__ Root(const Group& g, int of, const double* array, int perRow)
      : kind((Whitening)of), factor(array), outputs(perRow), lags((int)g[LAGS]) {
    if (kind == MARKOV) factor = g.of(array, g[BLOCK_ROW], 2 * outputs);
    if (kind == BANDED) factor = g.of(array, g[PAIR_ROW] + g[BLOCK_ROW], 1);
  }

  __device__ __forceinline__ double kappa(int k, int o) const {
    return factor[((Long)k * 2 * outputs + o) * LANES];
  }

  __device__ __forceinline__ double c(int k, int o) const {
    return factor[((Long)k * 2 * outputs + outputs + o) * LANES];
  }

  __device__ __forceinline__ double lower(int k, int l) const {
    return factor[((Long)k * (lags + 1) + l) * LANES];
  }

  // x = L^-1 x.
  __device__ inline void solve(Rows x, int n) const {
    if (kind == MARKOV) {
      for (int k = n - 1; k >= 1; --k) x[k] = kappa(k, 0) * x[k] - c(k, 0) * x[k - 1];
    } else if (kind == BANDED) {
      for (int k = 0; k < n; ++k) {
        double sum = x[k];
        for (int l = 1; l <= lags && l <= k; ++l) sum -= lower(k, l) * x[k - l];
        x[k] = sum / lower(k, 0);
      }
    }
  }

  // x = L^-T x.
  __device__ inline void solveTransposed(Rows x, int n) const {
    if (kind == MARKOV) {
      for (int k = 0; k < n; ++k) {
        double next = k + 1 < n ? c(k + 1, 0) * x[k + 1] : 0;
        x[k] = kappa(k, 0) * x[k] - next;
      }
    } else if (kind == BANDED) {
      for (int k = n - 1; k >= 0; --k) {
        double sum = x[k];
        for (int l = 1; l <= lags && l <= n - 1 - k; ++l) sum -= lower(k + l, l) * x[k + l];
        x[k] = sum / lower(k, 0);
      }
    }
  }
};
