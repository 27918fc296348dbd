// Sine, cosine, tangent and their inverses.
#pragma once
#include "elementary.cuh"
#include "trigonometric_table.cuh"

constexpr double HALF_PI_1 = 0x1.921fb54442d18p0;
constexpr double HALF_PI_2 = 0x1.1a62633145c07p-54;
constexpr double HALF_PI_3 = -0x1.f1976b7ed8fbcp-110;

// |x| - n pi/2 for |x| < 2^20, and n modulo 4.
__device__ __forceinline__ Sum reducedModerate(double a, int* quadrant) {
  double n = rint(a * 0x1.45f306dc9c883p-1);
  *quadrant = (int)n & 3;
  Sum first = productOf(n, HALF_PI_1);
  Sum second = productOf(n, HALF_PI_2);
  Sum r = sumOf(a - first.high, -first.low);
  Sum s = sumOf(r.high, -second.high);
  double low = r.low + s.low - second.low - n * HALF_PI_3;
  return sumOf(s.high, low);
}

// The same for larger x: 192 bits of 2/pi from the first that counts modulo 4, times the mantissa
// (Payne and Hanek 1983, SIGNUM 18:19).
__device__ __forceinline__ Sum reducedLarge(double a, int* quadrant) {
  long long bits = bitsOf(a);
  int exponent = (int)(bits >> 52) - 1075;
  unsigned long long m = (bits & ((1LL << 52) - 1)) | (1LL << 52);
  int start = exponent - 2 + 64;
  int word = start >> 6;
  int shift = start & 63;
  unsigned long long w[3];
  for (int k = 0; k < 3; ++k) {
    unsigned long long next = shift == 0 ? 0 : TWO_OVER_PI[word + k + 1] >> (64 - shift);
    w[k] = (TWO_OVER_PI[word + k] << shift) | next;
  }
  // m w modulo 2^192, p2 first; the unit of p2 is 2^-62.
  unsigned long long p0 = m * w[2];
  unsigned long long carry = __umul64hi(m, w[2]);
  unsigned long long p1 = m * w[1] + carry;
  unsigned long long p2 = m * w[0] + __umul64hi(m, w[1]) + (p1 < carry ? 1 : 0);
  int n = (int)(p2 >> 62);
  // The fraction, as 192 bits after the point.
  p2 = (p2 << 2) | (p1 >> 62);
  p1 = (p1 << 2) | (p0 >> 62);
  p0 <<= 2;
  bool above = (long long)p2 < 0;
  if (above) {
    n += 1;
    p0 = ~p0 + 1;
    p1 = ~p1 + (p0 == 0 ? 1 : 0);
    p2 = ~p2 + (p0 == 0 && p1 == 0 ? 1 : 0);
  }
  int zeros = p2 == 0 ? 64 : __clzll((long long)p2);
  if (zeros == 64) {
    p2 = p1;
    p1 = p0;
    p0 = 0;
  }
  int left = zeros == 64 ? __clzll((long long)p2) : zeros;
  if (left > 0) {
    p2 = (p2 << left) | (p1 >> (64 - left));
    p1 = (p1 << left) | (p0 >> (64 - left));
  }
  int scale = (zeros == 64 ? 64 : 0) + left;
  // 53 bits and the next 53.
  double high = (double)(long long)(p2 >> 11) * powerOfTwo(-53 - scale);
  double low = (double)(long long)((p2 & 0x7ff) << 42 | p1 >> 22) * powerOfTwo(-106 - scale);
  Sum r = times(Sum{high, low}, Sum{HALF_PI_1, HALF_PI_2});
  *quadrant = n & 3;
  return above ? negative(r) : r;
}

__device__ __forceinline__ Sum reduced(double a, int* quadrant) {
  *quadrant = 0;
  if (a <= .785) return Sum{a, 0};
  return a < 0x1p20 ? reducedModerate(a, quadrant) : reducedLarge(a, quadrant);
}

// sin r for |r| <= pi/4, by its Taylor polynomial.
__device__ __forceinline__ Sum sineOf(Sum r) {
  double x = r.high;
  double z = x * x;
  double s = -1.0 / 1307674368000.0 + z * (1.0 / 355687428096000.0 + z * (-1.0 / 121645100408832000.0));
  s = 1.0 / 362880 + z * (-1.0 / 39916800 + z * (1.0 / 6227020800.0 + z * s));
  s = -1.0 / 6 + z * (1.0 / 120 + z * (-1.0 / 5040 + z * s));
  return sumOf(x, x * z * s + r.low * (1 - .5 * z));
}

// cos r for |r| <= pi/4.
__device__ __forceinline__ Sum cosineOf(Sum r) {
  double x = r.high;
  Sum square = productOf(x, x);
  double z = square.high;
  double c = 1.0 / 20922789888000.0 + z * (-1.0 / 6402373705728000.0);
  c = -1.0 / 3628800 + z * (1.0 / 479001600 + z * (-1.0 / 87178291200.0 + z * c));
  c = 1.0 / 24 + z * (-1.0 / 720 + z * (1.0 / 40320 + z * c));
  Sum lead = sumOf(1, -.5 * z);
  return sumOf(lead.high, lead.low + (z * z * c - .5 * square.low - x * r.low));
}

__device__ __forceinline__ double sine(double x) {
  double a = fabs(x);
  if (!(a <= LARGEST)) return notANumber();
  if (a < 0x1p-27) return x;
  int n;
  Sum r = reduced(a, &n);
  double value = ((n & 1) == 0 ? sineOf(r) : cosineOf(r)).value();
  bool minus = (n > 1) != (x < 0);
  return minus ? -value : value;
}

__device__ __forceinline__ double cosine(double x) {
  double a = fabs(x);
  if (!(a <= LARGEST)) return notANumber();
  int n;
  Sum r = reduced(a, &n);
  double value = ((n & 1) == 0 ? cosineOf(r) : sineOf(r)).value();
  return n == 1 || n == 2 ? -value : value;
}

extern "C" __device__ __noinline__ double menlo_sin(double x) { return sine(x); }

extern "C" __device__ __noinline__ double menlo_cos(double x) { return cosine(x); }

extern "C" __device__ __noinline__ double menlo_tan(double x) {
  double a = fabs(x);
  if (!(a <= LARGEST)) return notANumber();
  if (a < 0x1p-27) return x;
  int n;
  Sum r = reduced(a, &n);
  Sum s = sineOf(r);
  Sum c = cosineOf(r);
  bool swapped = (n & 1) != 0;
  double value = quotient(swapped ? negative(c) : s, swapped ? s : c).value();
  return x < 0 ? -value : value;
}

// atan q for 0 <= q <= 1: q = c + t (1 + q c) with c = j/64 nearest.
__device__ __forceinline__ Sum arcTangentBelowOne(Sum q) {
  int j = (int)(q.high * 64 + .5);
  double c = j * 0x1p-6;
  Sum t = q;
  if (j > 0) t = quotient(sumOf(q.high - c, q.low), plus(1, times(q, Sum{c, 0})));
  double z = t.high * t.high;
  double s = 1.0 / 5 + z * (-1.0 / 7 + z * (1.0 / 9 + z * (-1.0 / 11)));
  s = -1.0 / 3 + z * s;
  Sum lead = sumOf(ATAN_HIGH[j], t.high);
  return sumOf(lead.high, lead.low + (ATAN_LOW[j] + (t.low + t.high * z * s)));
}

// Angle of the point (d, n) of the first quadrant.
__device__ __forceinline__ Sum angle(Sum n, Sum d) {
  if (n.high <= d.high) return arcTangentBelowOne(quotient(n, d));
  Sum rest = arcTangentBelowOne(quotient(d, n));
  return plus(Sum{HALF_PI_1, HALF_PI_2}, negative(rest));
}

__device__ __forceinline__ Sum straight() { return Sum{2 * HALF_PI_1, 2 * HALF_PI_2}; }

extern "C" __device__ __noinline__ double menlo_atan(double x) {
  double a = fabs(x);
  if (!(a >= 0x1p-27)) return x;
  if (a > 0x1p60) return copysign(HALF_PI_1, x);
  return copysign(angle(Sum{a, 0}, Sum{1, 0}).value(), x);
}

// sqrt(1 - a^2) for 0 <= a <= 1.
__device__ __forceinline__ Sum cathetus(double a) {
  Sum square = times(sumOf(1, -a), sumOf(1, a));
  if (square.high == 0) return Sum{0, 0};
  double root = sqrt(square.high);
  return Sum{root, (fma(-root, root, square.high) + square.low) / (2 * root)};
}

extern "C" __device__ __noinline__ double menlo_asin(double x) {
  double a = fabs(x);
  if (!(a <= 1)) return notANumber();
  if (a < 0x1p-27) return x;
  return copysign(angle(Sum{a, 0}, cathetus(a)).value(), x);
}

extern "C" __device__ __noinline__ double menlo_acos(double x) {
  double a = fabs(x);
  if (!(a <= 1)) return notANumber();
  Sum value = angle(cathetus(a), Sum{a, 0});
  return (x < 0 ? plus(straight(), negative(value)) : value).value();
}

extern "C" __device__ __noinline__ double menlo_atan2(double y, double x) {
  if (x != x || y != y) return notANumber();
  double a = fabs(y);
  double b = fabs(x);
  bool left = bitsOf(x) < 0;
  double value;
  if (a > LARGEST || b > LARGEST) {
    double diagonal = left ? 3 * (.5 * HALF_PI_1) : .5 * HALF_PI_1;
    value = a <= LARGEST ? (left ? 2 * HALF_PI_1 : 0) : b <= LARGEST ? HALF_PI_1 : diagonal;
  } else if (a == 0) {
    value = left ? 2 * HALF_PI_1 : 0;
  } else if (b == 0) {
    value = HALF_PI_1;
  } else {
    double most = fmax(a, b);
    double scale = most > 0x1p500 ? 0x1p-600 : most < 0x1p-400 ? 0x1p600 : 1;
    double n = a * scale;
    double d = b * scale;
    if (d > n * 0x1p60) {
      value = left ? 2 * HALF_PI_1 : a / b;
    } else if (n > d * 0x1p60) {
      value = HALF_PI_1;
    } else {
      Sum corner = angle(Sum{n, 0}, Sum{d, 0});
      value = (left ? plus(straight(), negative(corner)) : corner).value();
    }
  }
  return copysign(value, y);
}
