// What the kernels that eliminate the random effects of a group share: parameters, arrays, results.
#pragma once
#include "tiles.cuh"

// Columns of the results: log det M, pivots that are not positive enough, fallbacks.
enum { LOG_DET_M, BAD_PIVOTS, FALLBACKS, ELIMINATION_RESULTS };

// cross     of each group, in set from[fit] (null: one set); at the deepest level under NEWTON the
//           model, and gauss the Gauss-Newton cross-product that a group falls back on where its
//           smallest pivot is below safe
// lambda    factors a fit apart, the level's at first
// damping   one a fit
// u         current spherical effects of the level, q a group
// work      n q + q^2 + q elements a group: scratch, then E and the pivots, which stay for what follows
// required  a pivot not above it is counted
#define ELIMINATION_PARAMETERS                                                                    \
  int items, const Long *__restrict__ list, int n, int q, const int *__restrict__ zc,             \
      double *cross, const int *__restrict__ from, Long distance,                                 \
      const double *__restrict__ gauss, const int *__restrict__ gaussSet, Long gaussDistance,     \
      double safe, const double *__restrict__ lambda, int factorLength, int first,                \
      const double *__restrict__ damping, const double *__restrict__ u,                           \
      const int *__restrict__ point, Long pointDistance, double required, double *eliminated,     \
      double *work, double *results

#define ELIMINATION_ARGUMENTS                                                                    \
  {                                                                                              \
    items, list, n, q, zc, cross, from, distance, gauss, gaussSet, gaussDistance, safe, lambda,  \
        factorLength, first, damping, u, point, pointDistance, required, eliminated, work,       \
        results                                                                                  \
  }

struct EliminationTask {
  int items;
  const Long* list;
  int n;
  int q;
  const int* zc;
  double* cross;
  const int* from;
  Long distance;
  const double* gauss;
  const int* gaussSet;
  Long gaussDistance;
  double safe;
  const double* lambda;
  int factorLength;
  int first;
  const double* damping;
  const double* u;
  const int* point;
  Long pointDistance;
  double required;
  double* eliminated;
  double* work;
  double* results;

  // The Gauss-Newton cross-product of a group.
  __device__ __forceinline__ const double* fallback(const Group& g) const {
    return g.of(gauss, g.tile(gaussSet, gaussDistance), triangle(n));
  }
};

// The arrays of one group.
struct EliminationArrays {
  double* c;
  double* s;
  double* a;
  double* e;
  double* pivot;
  double* out;
  const double* lambda;
  const double* u;
  double damp;

  __device__ __forceinline__ EliminationArrays(const EliminationTask& task, const Group& g) {
    int n = task.n;
    int q = task.q;
    c = g.of(task.cross, g.tile(task.from, task.distance), triangle(n));
    s = g.of(task.eliminated, g[FIT_TILE], triangle(n));
    a = g.of(task.work, g[FIT_TILE], n * q + q * q + q);
    e = a + n * q * LANES;
    pivot = e + q * q * LANES;
    out = g.of(task.results, g[FIT_TILE], ELIMINATION_RESULTS);
    lambda = task.lambda + (Long)g.fit * task.factorLength + task.first;
    damp = task.damping[g.fit];
    u = g.of(task.u, g.tile(task.point, task.pointDistance), q);
  }

  __device__ __forceinline__ void report(double smallest, const LogDeterminant& log, int fallbacks,
                                         double required) const {
    out[LOG_DET_M * LANES] = smallest > 0 ? log.value() : 0;
    out[BAD_PIVOTS * LANES] = smallest > required ? 0 : 1;
    out[FALLBACKS * LANES] = fallbacks;
  }
};
