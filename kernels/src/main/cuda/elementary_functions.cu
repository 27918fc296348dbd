// nvcc: -fmad=false -rdc=true
//
// A library of functions, no kernels: the backend copies the bodies that a formula calls into the place of
// the call. Every function is straight-line code, loops and tables; none calls another.
#include "exponential.cuh"
#include "gamma.cuh"
#include "logarithm.cuh"
#include "normal.cuh"
#include "trigonometric.cuh"

// Nearest integer, halves away from zero.
extern "C" __device__ __noinline__ double menlo_round(double x) {
  double a = fabs(x);
  double below = floor(a);
  return copysign(a - below >= .5 ? below + 1 : below, x);
}

// x - y floor(x / y), which has the sign of y.
extern "C" __device__ __noinline__ double menlo_mod(double x, double y) {
  return x - y * floor(x / y);
}

// -1, 0 or 1; x itself for zeros and NaN.
extern "C" __device__ __noinline__ double menlo_sign(double x) {
  return x == 0 || x != x ? x : copysign(1.0, x);
}
