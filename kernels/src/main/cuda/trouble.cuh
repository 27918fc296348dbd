// What a row pass keeps of a group: sums that are reduced over the fit, and where trouble was met.
#pragma once
#include "tiles.cuh"

// Columns of the results of a pass; derivatives of log det R follow.
enum PassColumn { RSS_BEFORE, RSS, TROUBLED, LOG_DET_R };

enum Kind { NO_TROUBLE, BAD_MEAN, BAD_VARIANCE };

// Kind and row of the first trouble of each group of a fit.
struct Trouble {
  int* kind;
  int* row;
  double* results;
  int columns;

  __device__ __forceinline__ double* of(const Group& g) const {
    return g.of(results, g[FIT_TILE], columns);
  }

  __device__ __forceinline__ bool met(const Group& g) const {
    return kind[g.slot(FIT_TILE)] != NO_TROUBLE;
  }

  __device__ __forceinline__ void report(const Group& g, Kind what, int where) const {
    kind[g.slot(FIT_TILE)] = what;
    row[g.slot(FIT_TILE)] = where;
    of(g)[TROUBLED * LANES] = 1;
  }
};

// First of n rows of the block with an entry that is not finite or whose square overflows, or -1.
__device__ inline int firstBad(const Group& g, const double* block, int width, int columns, int n) {
  for (int k = 0; k < n; ++k) {
    const double* row = g.of(block, g[BLOCK_ROW] + k, width);
    for (int c = 0; c < columns; ++c) {
      double x = row[c * LANES];
      if (!(x * x < HUGE_VAL)) return k;
    }
  }
  return -1;
}
