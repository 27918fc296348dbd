// e^x: dev.menlo.engine.program.Exponential, and e^x - 1 and the hyperbolic functions.
#pragma once
#include "elementary.cuh"

constexpr double LOG2_E = 0x1.71547652b82fep0;
constexpr double ROUNDER = 0x1.8p52;

// (e^r - 1 - r) / r^2, by Estrin's scheme.
__device__ __forceinline__ double exponentialTail(double r, double r2) {
  double r4 = r2 * r2;
  double low = (1.0 / 2 + 1.0 / 6 * r) + (1.0 / 24 + 1.0 / 120 * r) * r2;
  double middle = (1.0 / 720 + 1.0 / 5040 * r) + (1.0 / 40320 + 1.0 / 362880 * r) * r2;
  double high = (1.0 / 3628800 + 1.0 / 39916800 * r) + (1.0 / 479001600 + 1.0 / 6227020800.0 * r) * r2;
  return low + r4 * (middle + r4 * high);
}

// e^(x + y) for |y| far below |x|.
__device__ __forceinline__ double exponential(double x, double y) {
  double z = x < -746 ? -746 : x;
  z = z > 710 ? 710 : z;
  double shifted = z * LOG2_E + ROUNDER;
  double k = shifted - ROUNDER;
  double high = z - k * LN2_HIGH;
  double low = k * LN2_LOW - y;
  double r = high - low;
  double r2 = r * r;
  double value = 1 + (high - (low - r2 * exponentialTail(r, r2)));
  return scaled(value, (int)bitsOf(shifted));
}

// e^x = 2^k (1 + p): p as a sum of two doubles, relative error 2^-58.
__device__ __forceinline__ Sum exponentialParts(double x, int* k) {
  double shifted = x * LOG2_E + ROUNDER;
  double n = shifted - ROUNDER;
  *k = (int)bitsOf(shifted);
  Sum r = sumOf(x - n * LN2_HIGH, -(n * LN2_LOW));
  double h = r.high;
  Sum square = productOf(h, h);
  // (e^r - 1 - r - r^2/2) / r^3.
  double z = square.high;
  double low = (1.0 / 6 + 1.0 / 24 * h) + (1.0 / 120 + 1.0 / 720 * h) * z;
  double middle = (1.0 / 5040 + 1.0 / 40320 * h) + (1.0 / 362880 + 1.0 / 3628800 * h) * z;
  double high = (1.0 / 39916800 + 1.0 / 479001600 * h) + 1.0 / 6227020800.0 * z;
  double cubic = z * h * (low + z * z * (middle + z * z * high));
  Sum p = sumOf(h, .5 * square.high);
  return sumOf(p.high, p.low + (.5 * square.low + h * r.low + r.low + cubic));
}

// e^x - 1 for |x| < 709.
__device__ __forceinline__ Sum exponentialMinusOne(double x) {
  int k;
  Sum p = exponentialParts(x, &k);
  if (k == 0) return p;
  double s = powerOfTwo(k);
  return plus(sumOf(s, -1), Sum{s * p.high, s * p.low});
}

// 2^shift e^x.
__device__ __forceinline__ double shiftedExponential(double x, int shift) {
  int k;
  Sum p = exponentialParts(x, &k);
  return scaled(plus(1, p).value(), k + shift);
}

__device__ __forceinline__ double signOf(double magnitude, double sign) {
  return copysign(magnitude, sign);
}

extern "C" __device__ __noinline__ double menlo_exp(double x) { return exponential(x, 0); }

extern "C" __device__ __noinline__ double menlo_expm1(double x) {
  if (!(fabs(x) >= 0x1p-54)) return x;
  if (x < -60) return -1;
  if (x > 709) return x > 710 ? infinity() : shiftedExponential(x, 0);
  return exponentialMinusOne(x).value();
}

extern "C" __device__ __noinline__ double menlo_sinh(double x) {
  double a = fabs(x);
  if (!(a >= 0x1p-28)) return x;
  if (a > 40) return signOf(a > 711 ? infinity() : shiftedExponential(a, -1), x);
  // (t + t / (t + 1)) / 2 with t = e^a - 1.
  Sum t = exponentialMinusOne(a);
  return signOf(.5 * plus(t, quotient(t, plus(1, t))).value(), x);
}

extern "C" __device__ __noinline__ double menlo_cosh(double x) {
  double a = fabs(x);
  if (a != a) return x;
  if (a > 40) return a > 711 ? infinity() : shiftedExponential(a, -1);
  Sum e = plus(1, exponentialMinusOne(a));
  return .5 * plus(e, quotient(Sum{1, 0}, e)).value();
}

extern "C" __device__ __noinline__ double menlo_tanh(double x) {
  double a = fabs(x);
  if (!(a >= 0x1p-28)) return x;
  if (a > 22) return signOf(1, x);
  Sum t = exponentialMinusOne(2 * a);
  return signOf(quotient(t, plus(2, t)).value(), x);
}

// 1 / (1 + e^-x), without overflow.
extern "C" __device__ __noinline__ double menlo_invlogit(double x) {
  double e = exponential(-fabs(x), 0);
  return (x < 0 ? e : 1) / (1 + e);
}
