// The elementary functions of a program, as dev.menlo.engine.program.ElementaryFunctions computes them on
// the CPU. Functions that are written out there in additions and multiplications are the same here,
// operation by operation, and give the same bits; those which the CPU takes from StrictMath are computed
// in sums of two doubles and rounded once, within .6 ulp. To be compiled without contraction
// (-fmad=false): where a product and a sum are rounded once, fma() is written.
#pragma once

constexpr double LN2_HIGH = 0x1.62e42feep-1;
constexpr double LN2_LOW = 0x1.a39ef35793c76p-33;
constexpr double SMALLEST_NORMAL = 0x1p-1022;
constexpr double LARGEST = 0x1.fffffffffffffp1023;

__device__ __forceinline__ long long bitsOf(double x) { return __double_as_longlong(x); }

__device__ __forceinline__ double doubleOf(long long bits) { return __longlong_as_double(bits); }

__device__ __forceinline__ double infinity() { return doubleOf(0x7ff0000000000000LL); }

__device__ __forceinline__ double notANumber() { return doubleOf(0x7ff8000000000000LL); }

__device__ __forceinline__ double powerOfTwo(int k) {
  return doubleOf((k + 1023LL) << 52);
}

// 2^k y in two factors, so that k from -1077 to 1025 is reached with one rounding.
__device__ __forceinline__ double scaled(double y, int k) {
  int half = k >> 1;
  return y * powerOfTwo(half) * powerOfTwo(k - half);
}

// An unevaluated sum of two doubles, the second below the last place of the first or nearly so.
struct Sum {
  double high;
  double low;

  __device__ __forceinline__ double value() const { return high + low; }
};

// a + b exactly.
__device__ __forceinline__ Sum sumOf(double a, double b) {
  double s = a + b;
  double t = s - a;
  return {s, (a - (s - t)) + (b - t)};
}

// a b exactly.
__device__ __forceinline__ Sum productOf(double a, double b) {
  double p = a * b;
  return {p, fma(a, b, -p)};
}

// a + b with the low part of one of them, rounded in the low part.
__device__ __forceinline__ Sum plus(double a, Sum b) {
  Sum s = sumOf(a, b.high);
  return sumOf(s.high, s.low + b.low);
}

__device__ __forceinline__ Sum plus(Sum a, Sum b) {
  Sum s = sumOf(a.high, b.high);
  return sumOf(s.high, s.low + (a.low + b.low));
}

__device__ __forceinline__ Sum times(Sum a, Sum b) {
  Sum p = productOf(a.high, b.high);
  return sumOf(p.high, p.low + (a.high * b.low + a.low * b.high));
}

__device__ __forceinline__ Sum quotient(Sum a, Sum b) {
  double q = a.high / b.high;
  double rest = fma(-q, b.high, a.high) + (a.low - q * b.low);
  return {q, rest / b.high};
}

__device__ __forceinline__ Sum negative(Sum a) { return {-a.high, -a.low}; }
