// dev.menlo.engine.program.GammaFunctions.
#pragma once
#include "logarithm.cuh"
#include "trigonometric.cuh"

constexpr double HALF_LOG_TWO_PI = 0.9189385332046727418;
constexpr double LOG_PI = 1.1447298858494001741;
constexpr double PI = 0x1.921fb54442d18p1;
constexpr double THRESHOLD = 16;
constexpr int BERNOULLI_NUMBERS = 9;

// Bernoulli numbers B_2, B_4, ..., B_18.
__device__ const double BERNOULLI[BERNOULLI_NUMBERS] = {
    1.0 / 6,  -1.0 / 30, 1.0 / 42,      -1.0 / 30,    5.0 / 66, -691.0 / 2730,
    7.0 / 6,  -3617.0 / 510, 43867.0 / 798};

// sin(pi x), the argument reduced to [-1/2, 1/2] first, where the reduction is exact.
__device__ __forceinline__ double sinePi(double x) {
  double nearest = rint(x);
  double value = sine(PI * (x - nearest));
  return nearest - 2 * trunc(.5 * nearest) == 0 ? value : -value;
}

// (y - 1/2) ln y - y + ln(2 pi)/2 + sum of B_2k / (2k (2k-1) y^(2k-1)).
__device__ __forceinline__ double stirling(double y) {
  double inverse = 1 / y;
  double z = inverse * inverse;
  double sum = 0;
#pragma unroll 1
  for (int k = BERNOULLI_NUMBERS; k >= 1; --k) {
    sum = sum * z + BERNOULLI[k - 1] / (2 * k * (2 * k - 1));
  }
  double log = logarithm(y);
  return y > 1e300 ? y * (log - 1) : (y - .5) * log - y + HALF_LOG_TWO_PI + sum * inverse;
}

// ln Gamma(x) for x >= 1/2.
__device__ __forceinline__ double lnGammaAbove(double x) {
  double product = 1;
  double y = x;
#pragma unroll 1
  while (y < THRESHOLD) {
    product *= y;
    y += 1;
  }
  double rest = product == 1 ? 0 : logarithm(product);
  return stirling(y) - rest;
}

extern "C" __device__ __noinline__ double menlo_lngamma(double x) {
  if (x != x || x == -infinity()) return notANumber();
  if (x <= 0 && x == floor(x)) return infinity();
  bool reflected = x < .5;
  double above = lnGammaAbove(reflected ? 1 - x : x);
  return reflected ? LOG_PI - logarithm(fabs(sinePi(x))) - above : above;
}

extern "C" __device__ __noinline__ double menlo_digamma(double x) {
  if (x != x || x == -infinity() || (x <= 0 && x == floor(x))) return notANumber();
  bool reflected = x < 0;
  double sum = 0;
  double y = reflected ? 1 - x : x;
#pragma unroll 1
  while (y < THRESHOLD) {
    sum += 1 / y;
    y += 1;
  }
  double z = 1 / (y * y);
  double series = 0;
#pragma unroll 1
  for (int k = BERNOULLI_NUMBERS; k >= 1; --k) series = (series + BERNOULLI[k - 1] / (2 * k)) * z;
  double value = logarithm(y) - .5 / y - series - sum;
  if (!reflected) return value;
  double t = PI * (x - rint(x));
  return value - PI * cosine(t) / sine(t);
}

__device__ __forceinline__ double integerPower(double x, int n) {
  double power = 1;
#pragma unroll 1
  for (int k = 0; k < n; ++k) power *= x;
  return power;
}

__device__ __forceinline__ double factorial(int n) {
  double product = 1;
#pragma unroll 1
  for (int k = 2; k <= n; ++k) product *= k;
  return product;
}

// (n-1)!/y^n + n!/(2 y^(n+1)) + sum of B_2k (2k+n-1)!/((2k)! y^(2k+n)).
__device__ __forceinline__ double polygammaTail(double y, int n) {
  double inverse = 1 / y;
  double z = inverse * inverse;
  double ratio = factorial(n + 1) / 2;
  double power = z;
  double sum = 0;
#pragma unroll 1
  for (int k = 1; k <= BERNOULLI_NUMBERS; ++k) {
    sum += BERNOULLI[k - 1] * ratio * power;
    power *= z;
    ratio *= (2.0 * k + n) * (2.0 * k + n + 1) / ((2.0 * k + 1) * (2.0 * k + 2));
  }
  double lead = factorial(n - 1) + .5 * factorial(n) * inverse + sum;
  return lead * integerPower(inverse, n);
}

// Derivative n >= 1 of digamma.
extern "C" __device__ __noinline__ double menlo_polygamma(double x, int n) {
  if (x != x || x < -1e6) return x == x && x == floor(x) && x >= -LARGEST && n % 2 == 1 ? infinity() : notANumber();
  if (x <= 0 && x == floor(x)) return n % 2 == 1 ? infinity() : notANumber();
  double threshold = THRESHOLD + 2 * n;
  double sum = 0;
  double y = x;
#pragma unroll 1
  while (y < threshold) {
    sum += integerPower(1 / y, n + 1);
    y += 1;
  }
  double value = factorial(n) * sum + polygammaTail(y, n);
  return n % 2 == 1 ? value : -value;
}
