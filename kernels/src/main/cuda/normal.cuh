// dev.menlo.engine.program.NormalDistribution.
#pragma once
#include "logarithm.cuh"

constexpr double CENTRE = 5;
constexpr double ROOT_TWO_PI = 2.5066282746310005024;
constexpr int CHEBYSHEV_TERMS = 25;

__device__ const double CHEBYSHEV[CHEBYSHEV_TERMS] = {
    1.0849974311281507,      -0.9451212330235238,     0.3395428248397067,
    -0.10080114900127923,    0.02434161739194819,     -0.0045780677530837645,
    0.0005962634793872587,   -3.0034572403998326e-05, -6.9582080289731465e-06,
    1.6616222750752958e-06,  -4.290591277534993e-08,  -3.778472668407595e-08,
    4.656555405437076e-09,   7.26731898119583e-10,    -1.876070956044788e-10,
    -1.3548475355194436e-11, 6.754835393421318e-12,   2.8389774843955563e-13,
    -2.470501242837e-13,     -9.045031546724195e-15,  9.451160470487844e-15,
    4.824922073332497e-16,   -3.7452977100599564e-16, -3.1738537383334686e-17,
    1.4864637431208072e-17};

// e^(x^2/2) Q(x) for x >= 0, by Clenshaw's recurrence.
__device__ __forceinline__ double scaledTail(double x) {
  double t = (x - CENTRE) / (x + CENTRE);
  double b1 = 0;
  double b2 = 0;
#pragma unroll 1
  for (int k = CHEBYSHEV_TERMS - 1; k >= 1; --k) {
    double b = 2 * t * b1 - b2 + CHEBYSHEV[k];
    b2 = b1;
    b1 = b;
  }
  return (t * b1 - b2 + CHEBYSHEV[0]) / (x + CENTRE);
}

// Q(x) for x >= 0.
__device__ __forceinline__ double upperTail(double x) {
  if (x > 40) return 0;
  double h = (float)x;
  double low = (x - h) * (x + h) * .5;
  return exponential(-.5 * h * h, 0) * exponential(-low, 0) * scaledTail(x);
}

extern "C" __device__ __noinline__ double menlo_normal(double x) {
  double tail = upperTail(x < 0 ? -x : x);
  return x < 0 ? tail : 1 - tail;
}

// As Math.max: NaN where an operand is NaN.
__device__ __forceinline__ double atLeastZero(double x) { return x != x ? x : fmax(x, 0.0); }

// The x >= 0 with Q(x) = q, 0 < q <= 1/2.
__device__ __forceinline__ double upperQuantile(double q) {
  double logQ = logarithm(q);
  double t = sqrt(-2 * logQ);
  double x = t - (2.515517 + t * (.802853 + t * .010328)) / (1 + t * (1.432788 + t * (.189269 + t * .001308)));
  x = atLeastZero(x);
#pragma unroll 1
  for (int step = 0; step < 3; ++step) {
    double tail = scaledTail(x);
    double h = 1 / (ROOT_TWO_PI * tail);
    double f = logarithm(tail) - .5 * x * x - logQ;
    double newton = f / h;
    x += newton / (1 + .5 * newton * (h - x));
  }
  return atLeastZero(x);
}

extern "C" __device__ __noinline__ double menlo_invnormal(double p) {
  if (!(p >= 0 && p <= 1)) return notANumber();
  if (p == 0 || p == 1) return p == 0 ? -infinity() : infinity();
  double x = upperQuantile(p < .5 ? p : 1 - p);
  return p < .5 ? -x : x;
}
