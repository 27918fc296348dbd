// ln x: dev.menlo.engine.program.Logarithm; ln x to 68 bits and x^y: Power; and logarithms made of them.
#pragma once
#include "exponential.cuh"
#include "power_table.cuh"

constexpr long long SQRT_HALF_BITS = 0x3fe6a09e667f3bcdLL;
constexpr long long MANTISSA = (1LL << 52) - 1;

// R as a function of z = s^2, by Estrin's scheme.
__device__ __forceinline__ double logarithmSeries(double z) {
  double z2 = z * z;
  double z4 = z2 * z2;
  double low = (2.0 / 3 + 2.0 / 5 * z) + (2.0 / 7 + 2.0 / 9 * z) * z2;
  double middle = (2.0 / 11 + 2.0 / 13 * z) + (2.0 / 15 + 2.0 / 17 * z) * z2;
  double high = 2.0 / 19 + 2.0 / 21 * z;
  return z * (low + z4 * (middle + z4 * high));
}

// ln(x) + offset ln(2) for a normal positive x.
__device__ __forceinline__ double logarithmOfNormal(double x, int offset) {
  long long bits = bitsOf(x) - SQRT_HALF_BITS;
  double k = (int)(bits >> 52) + offset;
  double f = doubleOf((bits & MANTISSA) + SQRT_HALF_BITS) - 1;
  double s = f / (2 + f);
  double z = s * s;
  double half = .5 * f * f;
  return k * LN2_HIGH - ((half - (s * (half + logarithmSeries(z)) + k * LN2_LOW)) - f);
}

__device__ __forceinline__ double logarithm(double x) {
  if (!(x > 0 && x <= LARGEST)) return x == 0 ? -infinity() : x > 0 ? x : notANumber();
  bool small = x < SMALLEST_NORMAL;
  return logarithmOfNormal(small ? x * 0x1p54 : x, small ? -54 : 0);
}

// Keeps the leading 26 bits, so that products of two such numbers are exact.
__device__ __forceinline__ double leading(double x) { return doubleOf(bitsOf(x) & -(1LL << 27)); }

// 1/3 - r/4 + r^2/5 - ... + r^6/9.
__device__ __forceinline__ double powerSeries(double r) {
  double r2 = r * r;
  double low = (1.0 / 3 - 1.0 / 4 * r) + (1.0 / 5 - 1.0 / 6 * r) * r2;
  double high = (1.0 / 7 - 1.0 / 8 * r) + 1.0 / 9 * r2;
  return low + r2 * r2 * high;
}

// ln(x) + offset ln(2) for a normal positive x, to 68 bits.
__device__ __forceinline__ Sum longLogarithm(double x, int offset) {
  long long bits = bitsOf(x) - SQRT_HALF_BITS;
  double k = (int)(bits >> 52) + offset;
  double m = doubleOf((bits & MANTISSA) + SQRT_HALF_BITS);
  int i = (int)(m * 128 + .5) - 90;
  double mLeading = leading(m);
  double rLeading = mLeading * POWER_RECIPROCAL[i] - 1;
  double rRest = (m - mLeading) * POWER_RECIPROCAL[i];
  double r = rLeading + rRest;
  double rLow = (rLeading - r) + rRest;
  double q = leading(r);
  double square = .5 * q * q;
  double squareLow = .5 * (r - q) * (r + q) + r * rLow;
  double base = k * LN2_HIGH + POWER_LOG_HIGH[i];
  double linear = base + r;
  double high = linear - square;
  double low = ((base - linear) + r) + ((linear - high) - square);
  low += (k * LN2_LOW + POWER_LOG_LOW[i]) + (rLow - squareLow) + r * r * r * powerSeries(r);
  return {high, low};
}

// e^(y (high + low)), the product in two parts of which the first is exact.
__device__ __forceinline__ double raised(Sum log, double y) {
  double logLeading = leading(log.high);
  double logRest = (log.high - logLeading) + log.low;
  double yLeading = leading(y);
  double product = yLeading * logLeading;
  double rest = (y - yLeading) * logLeading + y * logRest;
  return exponential(product, fabs(product) > 800 ? 0 : rest);
}

// x^y for x in [0, inf] or NaN, and any y.
__device__ __forceinline__ double powerOfMagnitude(double x, double y) {
  if (x > 0 && x <= LARGEST && fabs(y) >= 0x1p-70 && fabs(y) <= 0x1p70) {
    bool small = x < SMALLEST_NORMAL;
    return raised(longLogarithm(small ? x * 0x1p54 : x, small ? -54 : 0), y);
  }
  if (y == 0) return 1;
  if (x != x || y != y) return notANumber();
  if (x == 0 || x > LARGEST) return (x == 0) == (y > 0) ? 0 : infinity();
  if (fabs(y) < 1) return 1;
  // |y| is so large that only the side of 1 matters.
  if (x == 1) return fabs(y) > LARGEST ? notANumber() : 1;
  return (x > 1) == (y > 0) ? infinity() : 0;
}

__device__ __forceinline__ double power(double x, double y) {
  double value = powerOfMagnitude(fabs(x), y);
  if (bitsOf(x) >= 0 || y == 0 || x != x) return value;
  bool whole = y == floor(y);
  bool odd = whole && fabs(y) < 0x1p53 && floor(.5 * y) * 2 != y;
  if (!whole && x < 0 && x >= -LARGEST) return notANumber();
  return odd ? -value : value;
}

extern "C" __device__ __noinline__ double menlo_log(double x) { return logarithm(x); }

extern "C" __device__ __noinline__ double menlo_pow(double x, double y) { return power(x, y); }

// |x|^y ln(|x|)^order; its limit 0 at x = 0, y > 0.
extern "C" __device__ __noinline__ double menlo_powlog(double x, double y, int order) {
  double base = fabs(x);
  double value = powerOfMagnitude(base, y);
  if (order == 0 || (base == 0 && y > 0)) return value;
  double log = logarithm(base);
  for (int k = 0; k < order; ++k) value *= log;
  return value;
}

extern "C" __device__ __noinline__ double menlo_log10(double x) {
  if (!(x > 0 && x <= LARGEST)) return logarithm(x);
  bool small = x < SMALLEST_NORMAL;
  Sum log = longLogarithm(small ? x * 0x1p54 : x, small ? -54 : 0);
  return times(sumOf(log.high, log.low), Sum{0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57}).value();
}

__device__ __forceinline__ double logarithmOfOnePlus(double x) {
  if (!(fabs(x) >= 0x1p-54)) return x;
  if (x <= -1) return x == -1 ? -infinity() : notANumber();
  if (x > LARGEST) return x;
  if (fabs(x) <= 0x1p-8) {
    Sum half = productOf(.5 * x, x);
    return plus(x, Sum{-half.high, x * x * x * powerSeries(x) - half.low}).value();
  }
  double u = 1 + x;
  double lost = fabs(x) < 1 ? x - (u - 1) : 1 - (u - x);
  Sum log = longLogarithm(u, 0);
  return log.high + (log.low + lost / u);
}

extern "C" __device__ __noinline__ double menlo_log1p(double x) { return logarithmOfOnePlus(x); }

// ln(x + sqrt(x^2 + 1)) without cancellation.
extern "C" __device__ __noinline__ double menlo_asinh(double x) {
  constexpr double LN2 = 0x1.62e42fefa39efp-1;
  double a = fabs(x);
  double value =
      a > 0x1p28 ? logarithm(a) + LN2 : logarithmOfOnePlus(a + a * (a / (1 + sqrt(1 + a * a))));
  return signOf(value, x);
}

// ln(x + sqrt(x^2 - 1)); NaN below 1.
extern "C" __device__ __noinline__ double menlo_acosh(double x) {
  constexpr double LN2 = 0x1.62e42fefa39efp-1;
  double t = x - 1;
  return x > 0x1p28 ? logarithm(x) + LN2 : logarithmOfOnePlus(t + sqrt(t * (x + 1)));
}

// ln((1 + x) / (1 - x)) / 2.
extern "C" __device__ __noinline__ double menlo_atanh(double x) {
  double a = fabs(x);
  return signOf(.5 * logarithmOfOnePlus(2 * a / (1 - a)), x);
}
