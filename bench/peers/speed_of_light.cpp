// speed_of_light.cpp - "speed of light" anchor for a nonlinear mixed-effects engine.
//
// Lindstrom-Bates, specialised by hand to the logistic curve
//     y = B1/(1+exp(-(t-B2)/B3)) + eps,  B = beta + U,  U = Lambda u,  u ~ N(0, sigma^2 I)
//   model A: all three parameters vary, Lambda a full lower triangle (6 numbers)   -> Engine<3>
//   model B: B1 and B2 vary, independently (Lambda = diag(l1,l2,0))                -> Engine<2>
// Single thread, AVX2: four groups per vector, one group per lane, so no sum ever crosses lanes
// before the very end. Build:  g++ -O3 -march=native -std=c++17 -ffast-math -fopenmp-simd speed_of_light.cpp -o speed_of_light
//
// Because X = dmu/dbeta = dmu/dB and Z is its first q columns, each group is, after a pass over its rows,
//     C = X'X (6 numbers), h = X'w (3), w'w (1),   w = y - mu + X U   (beta is counted from the current beta)
// and with A = C Lambda, M = Lambda'A + I:
//     S = C - A M^-1 A',  s = h - A M^-1 Lambda'h,  t = w'w - h'Lambda M^-1 Lambda'h
//     dbeta = (sum S)^-1 sum s,  rho2 = sum t - dbeta'sum s,  v = s - S dbeta,  U = D v,  D = Lambda Lambda'
//     d = sum log|M| + N(1+log(2 pi rho2/N)),   dd/dD = sum S - (N/rho2) sum v v'      (envelope theorem)
// The same elimination is the Gauss-Newton step of PNLS and the profile of the LME step.

#include <immintrin.h>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <map>
#include <string>
#include <vector>

typedef double v4 __attribute__((vector_size(32)));
typedef unsigned long long u4 __attribute__((vector_size(32)));
#define INLINE static inline __attribute__((always_inline))
#define INLINE_M inline __attribute__((always_inline))
#define NOINLINE __attribute__((noinline))

INLINE v4 bc(double x) { return v4{x, x, x, x}; }
INLINE double hsum(v4 a) { return (a[0] + a[1]) + (a[2] + a[3]); }
static double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}
static double median(std::vector<double> x) {
  std::sort(x.begin(), x.end());
  size_t n = x.size();
  return n % 2 ? x[n / 2] : 0.5 * (x[n / 2 - 1] + x[n / 2]);
}
// -ffast-math assumes finite numbers, so ask the bits
static bool finite_bits(double x) {
  uint64_t b;
  memcpy(&b, &x, 8);
  return ((b >> 52) & 0x7ff) != 0x7ff;
}
template <class T> struct Buf { // 64-byte aligned array that only grows
  T* p = nullptr;
  size_t cap = 0;
  Buf() = default;
  Buf(const Buf&) = delete;
  Buf& operator=(const Buf&) = delete;
  ~Buf() { free(p); }
  void need(size_t n) {
    if (n <= cap) return;
    free(p);
    p = (T*)aligned_alloc(64, (n * sizeof(T) + 63) / 64 * 64);
    memset((void*)p, 0, n * sizeof(T));
    cap = n;
  }
  T& operator[](size_t i) { return p[i]; }
  const T& operator[](size_t i) const { return p[i]; }
};

// ---------------------------------------------------------------------------------------------------------------
// logistic: d = 1/(1+exp(-z)) and f = 1-d with ONE division. Cephes: exp(x) = 2^n (Q+xP)/(Q-xP), so
// d = (Q-xP)/((Q-xP)+2^n(Q+xP)), f = 2^n(Q+xP)/(same); written with r = -x.
INLINE void logistic4(v4 z, v4& d, v4& f) {
  const v4 magic = bc(6755399441055744.0); // 1.5*2^52: the low mantissa bits become the integer n
  z = (v4)_mm256_min_pd(_mm256_max_pd((__m256d)z, (__m256d)bc(-690.)), (__m256d)bc(690.));
  v4 t = (v4)_mm256_fnmadd_pd((__m256d)z, (__m256d)bc(1.4426950408889634), (__m256d)magic);
  v4 n = (v4)_mm256_sub_pd((__m256d)t, (__m256d)magic);
  v4 r = (v4)_mm256_fmadd_pd((__m256d)n, (__m256d)bc(6.93145751953125e-1), (__m256d)z);
  r = (v4)_mm256_fmadd_pd((__m256d)n, (__m256d)bc(1.42860682030941723212e-6), (__m256d)r);
  v4 rr = r * r;
  v4 rP = r * ((bc(1.26177193074810590878e-4) * rr + bc(3.02994407707441961300e-2)) * rr + bc(9.99999999999999999910e-1));
  v4 Q = ((bc(3.00198505138664455042e-6) * rr + bc(2.52448340349684104192e-3)) * rr + bc(2.27265548208155028766e-1)) * rr +
         bc(2.00000000000000000009);
  v4 a = Q + rP, b = Q - rP;
  v4 bs = (v4)((u4)b + ((u4)t << 52)); // times 2^n
  v4 inv = bc(1.) / (a + bs);
  d = a * inv;
  f = bs * inv;
}

// ---------------------------------------------------------------------------------------------------------------
// Data: blocks of four groups, a vector per row, lane = group. Ragged blocks (unequal sizes, or fewer than four groups)
// carry weights 0/1. Consecutive blocks with the same times share them.
struct Block {
  uint32_t off, toff, woff;
  int n;
  bool ragged;
};
struct Problem {
  int G = 0, N = 0, nb = 0;
  std::vector<Block> blk;
  std::vector<int> ord;
  Buf<v4> t, y, w;
  // group g is rows start[g] .. start[g+1]-1
  void pack(int G_, const int* start, const double* tt, const double* yy) {
    G = G_, N = start[G], nb = (G + 3) / 4;
    blk.resize(nb), ord.resize(G);
    auto len = [&](int g) { return start[g + 1] - start[g]; };
    bool sorted = true;
    for (int g = 0; g < G; g++) {
      ord[g] = g;
      if (g && len(g) > len(g - 1)) sorted = false;
    }
    if (!sorted) std::stable_sort(ord.begin(), ord.end(), [&](int a, int b) { return len(a) > len(b); });
    size_t rows = 0, ragged = 0;
    for (int b = 0; b < nb; b++) {
      const int n = len(ord[4 * b]);
      const bool rag = 4 * b + 4 > G || len(ord[4 * b + 3]) != n;
      blk[b] = {(uint32_t)rows, 0, (uint32_t)ragged, n, rag};
      rows += n, ragged += rag ? n : 0;
    }
    t.need(rows), y.need(rows), w.need(ragged);
    size_t to = 0;
    for (int b = 0; b < nb; b++) {
      Block& k = blk[b];
      const int n = k.n;
      for (int l = 0; l < 4; l++) {
        const int i = 4 * b + l, m = i < G ? len(ord[i]) : 0, gt = m ? ord[i] : ord[4 * b], mt = len(gt);
        for (int j = 0; j < n; j++) t[to + j][l] = tt[start[gt] + std::min(j, mt - 1)];
        for (int j = 0; j < m; j++) y[k.off + j][l] = yy[start[gt] + j];
        for (int j = m; j < n; j++) y[k.off + j][l] = 0;
        if (k.ragged)
          for (int j = 0; j < n; j++) w[k.woff + j][l] = j < m;
      }
      k.toff = to;
      if (b && blk[b - 1].n == n && !memcmp(&t[blk[b - 1].toff], &t[to], n * sizeof(v4)))
        k.toff = blk[b - 1].toff;
      else
        to += n;
    }
  }
};

// ---------------------------------------------------------------------------------------------------------------
// Sums over the rows of one block: C, g = X'r, r'r.   x2 = k d f, x3 = k d f z with k = -B1/B3 applied afterwards
// (scale_rows). Everywhere below, work is cut into short loops over small tiles: a chain as long as a whole row or a
// whole group fills Zen's scheduler and nothing overlaps.
struct RowSums {
  v4 c00, c10, c20, c11, c21, c22, g0, g1, g2, rr;
  v4 r10, r20, r11, r21, r22; // sum r * second derivatives (SECOND only)
};
template <bool RAGGED, bool SECOND>
INLINE RowSums block_rows(const v4* __restrict t, const v4* __restrict y, const v4* __restrict w, int n, v4 B1, v4 B2, v4 iB3) {
  constexpr int CH = 16; // rows per strip
  v4 Z[CH], X[CH], F[CH], z0 = bc(0);
  RowSums a{z0, z0, z0, z0, z0, z0, z0, z0, z0, z0, z0, z0, z0, z0, z0};
  for (int j0 = 0; j0 < n; j0 += CH) {
    const int m = std::min(CH, n - j0);
    for (int j = 0; j < m; j++) {
      Z[j] = (t[j0 + j] - B2) * iB3;
      logistic4(Z[j], X[j], F[j]);
    }
    for (int j = 0; j < m; j++) {
      v4 z = Z[j], x1 = X[j], f = F[j];
      v4 r = y[j0 + j] - B1 * x1, x2 = x1 * f, x3 = x2 * z, p = f - x1;
      if (RAGGED) {
        v4 ww = w[j0 + j];
        r *= ww, x1 *= ww, x2 *= ww, x3 *= ww;
      }
      if (SECOND) {
        p *= r;
        a.r11 += p * x2, a.r21 += p * x3, a.r22 += p * z * x3;
      }
      a.c00 += x1 * x1, a.c10 += x1 * x2, a.c20 += x1 * x3;
      a.c11 += x2 * x2, a.c21 += x2 * x3, a.c22 += x3 * x3;
      a.g0 += x1 * r, a.g1 += x2 * r, a.g2 += x3 * r;
      a.rr += r * r;
    }
  }
  return a;
}
template <bool SECOND> INLINE void scale_rows(RowSums& a, v4 B1, v4 iB3) {
  v4 k = -B1 * iB3, kk = k * k;
  if (SECOND) {
    v4 c = -k * iB3;
    a.r10 = -iB3 * a.g1, a.r20 = -iB3 * a.g2;
    a.r11 *= c, a.r21 = c * (a.r21 + a.g1), a.r22 = c * (a.r22 + 2. * a.g2);
  }
  a.c10 *= k, a.c20 *= k, a.c11 *= kk, a.c21 *= kk, a.c22 *= kk, a.g1 *= k, a.g2 *= k;
}

struct Stat { // per block after a row pass: X'X, X'w, w'w (or the same with the exact second derivatives of r'r/2)
  v4 C[6], h[3], ww;
};
struct Elim { // per block after an elimination; order 00 10 20 11 21 22
  v4 S[6], s[3];
};
struct Eff {
  v4 U[3];
};
struct Point { // where a block is linearised
  v4 U0, U1, U2, B1, B2, iB3;
};
// C = X'X (or with the second derivatives subtracted), w = r + X U
template <int Q> INLINE void put_stat(Stat& o, const RowSums& a, const Point& p) {
  o.C[0] = a.c00, o.C[1] = a.c10, o.C[2] = a.c20, o.C[3] = a.c11, o.C[4] = a.c21, o.C[5] = a.c22;
  v4 h0 = a.g0 + a.c00 * p.U0 + a.c10 * p.U1, h1 = a.g1 + a.c10 * p.U0 + a.c11 * p.U1, h2 = a.g2 + a.c20 * p.U0 + a.c21 * p.U1;
  if (Q == 3) h0 += a.c20 * p.U2, h1 += a.c21 * p.U2, h2 += a.c22 * p.U2;
  o.h[0] = h0, o.h[1] = h1, o.h[2] = h2;
  v4 ww = a.rr + (a.g0 + h0) * p.U0 + (a.g1 + h1) * p.U1;
  if (Q == 3) ww += (a.g2 + h2) * p.U2;
  o.ww = ww;
}
INLINE void minus_second(RowSums& a) { a.c10 -= a.r10, a.c20 -= a.r20, a.c11 -= a.r11, a.c21 -= a.r21, a.c22 -= a.r22; }

static constexpr int IX[3][3] = {{0, 1, 2}, {1, 3, 4}, {2, 4, 5}};
static constexpr int PJ[6] = {0, 1, 2, 1, 2, 2}, PK[6] = {0, 0, 0, 1, 1, 2}; // pair a = (PJ >= PK)

// One block's elimination in three short stages. Tmp holds A = C Lambda, then M = Lambda'A + I and its factors.
struct Tmp {
  v4 a00, a01, a02, a10, a11, a12, a20, a21, a22, m00, m10, m20, m11, m21, m22, e10, e20, e21, i0, i1, i2;
};
template <int Q> INLINE void elim_form(const double (&L)[3][3], const Stat& x, Tmp& t) {
  const double l00 = L[0][0], l10 = L[1][0], l20 = L[2][0], l11 = L[1][1], l21 = L[2][1], l22 = L[2][2];
  const v4 c0 = x.C[0], c1 = x.C[1], c2 = x.C[2], c3 = x.C[3], c4 = x.C[4], c5 = x.C[5];
  if (Q == 3) {
    v4 a10 = c1 * l00 + c3 * l10 + c4 * l20, a20 = c2 * l00 + c4 * l10 + c5 * l20, a00 = c0 * l00 + c1 * l10 + c2 * l20;
    v4 a11 = c3 * l11 + c4 * l21, a21 = c4 * l11 + c5 * l21, a22 = c5 * l22;
    t.a00 = a00, t.a10 = a10, t.a20 = a20, t.a11 = a11, t.a21 = a21, t.a22 = a22;
    t.a01 = c1 * l11 + c2 * l21, t.a02 = c2 * l22, t.a12 = c4 * l22;
    t.m00 = 1. + l00 * a00 + l10 * a10 + l20 * a20, t.m10 = l11 * a10 + l21 * a20, t.m20 = l22 * a20;
    t.m11 = 1. + l11 * a11 + l21 * a21, t.m21 = l22 * a21, t.m22 = 1. + l22 * a22;
  } else {
    t.a00 = c0 * l00, t.a10 = c1 * l00, t.a20 = c2 * l00, t.a01 = c1 * l11, t.a11 = c3 * l11, t.a21 = c4 * l11;
    t.m00 = 1. + l00 * t.a00, t.m10 = l11 * t.a10, t.m11 = 1. + l11 * t.a11;
  }
}
template <int Q> INLINE v4 elim_factor(Tmp& t) { // M = (unit lower)(pivots)(unit lower)'; pivots left in m00 m11 m22
  t.i0 = 1. / t.m00, t.e10 = t.m10 * t.i0;
  v4 p1 = t.m11 - t.e10 * t.m10;
  t.i1 = 1. / p1, t.m11 = p1;
  if (Q == 2) return t.m00 * p1;
  t.e20 = t.m20 * t.i0;
  v4 m21 = t.m21 - t.e20 * t.m10;
  t.e21 = m21 * t.i1;
  v4 p2 = t.m22 - t.e20 * t.m20 - t.e21 * m21;
  t.i2 = 1. / p2, t.m22 = p2;
  return t.m00 * p1 * p2;
}
template <int Q> INLINE void elim_apply(const double (&L)[3][3], const Stat& x, const Tmp& t, Elim& o, v4& ww) {
  const double l00 = L[0][0], l10 = L[1][0], l20 = L[2][0], l11 = L[1][1], l21 = L[2][1], l22 = L[2][2];
  const v4 i0 = t.i0, i1 = t.i1, e10 = t.e10;
  if (Q == 3) { // K = A (unit lower)^-T, S = C - K diag(1/pivot) K'
    const v4 i2 = t.i2, e20 = t.e20, e21 = t.e21;
    v4 p0 = l00 * x.h[0] + l10 * x.h[1] + l20 * x.h[2], p1 = l11 * x.h[1] + l21 * x.h[2] - e10 * p0;
    v4 p2 = l22 * x.h[2] - e20 * p0 - e21 * p1, q0 = p0 * i0, q1 = p1 * i1, q2 = p2 * i2;
    ww = x.ww - (p0 * q0 + p1 * q1 + p2 * q2);
    v4 a00 = t.a00, a01 = t.a01 - e10 * a00, a02 = t.a02 - e20 * a00 - e21 * a01;
    v4 a10 = t.a10, a11 = t.a11 - e10 * a10, a12 = t.a12 - e20 * a10 - e21 * a11;
    v4 a20 = t.a20, a21 = t.a21 - e10 * a20, a22 = t.a22 - e20 * a20 - e21 * a21;
    o.s[0] = x.h[0] - a00 * q0 - a01 * q1 - a02 * q2;
    o.s[1] = x.h[1] - a10 * q0 - a11 * q1 - a12 * q2;
    o.s[2] = x.h[2] - a20 * q0 - a21 * q1 - a22 * q2;
    v4 d0 = a00 * i0, d1 = a01 * i1, d2 = a02 * i2;
    o.S[0] = x.C[0] - d0 * a00 - d1 * a01 - d2 * a02;
    o.S[1] = x.C[1] - d0 * a10 - d1 * a11 - d2 * a12;
    o.S[2] = x.C[2] - d0 * a20 - d1 * a21 - d2 * a22;
    d0 = a10 * i0, d1 = a11 * i1, d2 = a12 * i2;
    o.S[3] = x.C[3] - d0 * a10 - d1 * a11 - d2 * a12;
    o.S[4] = x.C[4] - d0 * a20 - d1 * a21 - d2 * a22;
    d0 = a20 * i0, d1 = a21 * i1, d2 = a22 * i2;
    o.S[5] = x.C[5] - d0 * a20 - d1 * a21 - d2 * a22;
  } else {
    v4 a00 = t.a00, a10 = t.a10, a20 = t.a20, a01 = t.a01 - e10 * a00, a11 = t.a11 - e10 * a10, a21 = t.a21 - e10 * a20;
    v4 p0 = l00 * x.h[0], p1 = l11 * x.h[1] - e10 * p0, q0 = p0 * i0, q1 = p1 * i1;
    ww = x.ww - (p0 * q0 + p1 * q1);
    o.s[0] = x.h[0] - a00 * q0 - a01 * q1, o.s[1] = x.h[1] - a10 * q0 - a11 * q1, o.s[2] = x.h[2] - a20 * q0 - a21 * q1;
    v4 d0 = a00 * i0, d1 = a01 * i1;
    o.S[0] = x.C[0] - d0 * a00 - d1 * a01, o.S[1] = x.C[1] - d0 * a10 - d1 * a11, o.S[2] = x.C[2] - d0 * a20 - d1 * a21;
    d0 = a10 * i0, d1 = a11 * i1;
    o.S[3] = x.C[3] - d0 * a10 - d1 * a11, o.S[4] = x.C[4] - d0 * a20 - d1 * a21;
    d0 = a20 * i0, d1 = a21 * i1;
    o.S[5] = x.C[5] - d0 * a20 - d1 * a21;
  }
}

// Cholesky in place of a small symmetric matrix (lower), false if not positive definite
template <int n> static bool chol(double a[n][n]) {
  for (int j = 0; j < n; j++) {
    double s = a[j][j];
    for (int k = 0; k < j; k++) s -= a[j][k] * a[j][k];
    if (!(s > 1e-13 * fabs(a[j][j])) || !finite_bits(s)) return false;
    s = sqrt(s);
    a[j][j] = s;
    double i = 1 / s;
    for (int r = j + 1; r < n; r++) {
      double x = a[r][j];
      for (int k = 0; k < j; k++) x -= a[r][k] * a[j][k];
      a[r][j] = x * i;
    }
  }
  return true;
}
template <int n> static void chol_solve(const double a[n][n], const double* b, double* x) {
  for (int i = 0; i < n; i++) {
    double s = b[i];
    for (int k = 0; k < i; k++) s -= a[i][k] * x[k];
    x[i] = s / a[i][i];
  }
  for (int i = n - 1; i >= 0; i--) {
    double s = x[i];
    for (int k = i + 1; k < n; k++) s -= a[k][i] * x[k];
    x[i] = s / a[i][i];
  }
}

struct Options {
  bool newton = false;    // PNLS steps with exact second derivatives of mu instead of Gauss-Newton
  int pnlsMax = 100;      // PNLS steps per alternation at fixed Lambda (0: only the one the LME step's end implies)
  double pnlsTol = 1e-12; // stop when the predicted relative decrease of the penalised sum of squares is below
  int lmeMax = 50;        // Newton steps on Lambda per alternation
  double lmeTol = 1e-16;  // stop when the Newton decrement g'H^-1 g is below lmeTol * N
  double lmeStay = 0;     // beyond lmeMax go on while the decrement is above lmeStay * G
  double tolLL = 1e-9, tolPar = 1e-7; // of a full alternation, relative
  int maxAlt = 500;
  bool trace = false;
};
// The schemes compared. All stop by the same rule and share their fixed point.
static Options exactGN() { return Options(); } // every PNLS and LME step solved fully
static Options leanGN() {                      // one Gauss-Newton step and one Newton step on Lambda per alternation
  Options o;
  o.pnlsMax = 0, o.lmeMax = 1, o.lmeStay = 0.02;
  return o;
}
static Options leanNewton() { // the same with a Newton step for PNLS: the fastest found
  Options o = leanGN();
  o.newton = true;
  return o;
}

struct Counts {
  int alt = 0;     // alternations
  int rows = 0;    // passes over the rows: mu, derivatives, cross-products (PNLS evaluations)
  int elim = 0;    // eliminations of all groups: profile evaluations, and PNLS step directions
  int grad = 0;    // gradients of the profile (all but one with its exact Hessian)
  int scoring = 0; // of those, where Newton was not convex or had failed
  int halved = 0;  // step halvings
  Counts& operator+=(const Counts& o) {
    alt += o.alt, rows += o.rows, elim += o.elim, grad += o.grad, scoring += o.scoring, halved += o.halved;
    return *this;
  }
};

template <int Q> struct Engine {
  static constexpr int NT = Q == 3 ? 6 : 2; // parameters of Lambda
  static constexpr int TB = 8;              // blocks per tile
  const Problem* P = nullptr;
  Buf<Stat> st, st2; // Gauss-Newton and Newton cross-products
  Buf<Elim> el;
  Buf<Eff> ub[2]; // ub[cur]: effects at the linearisation point, the other: at the last trial
  int cur = 0;
  double beta[3], th[NT], L[3][3], D[6];
  double obj, penCur;                         // penalised sum of squares at the linearisation point
  double rr, pen, cross;                      // of the last row pass: r'r, sum v'Dv, sum U_old'v
  double Ss[6], ss[3], db[3], rho2, dev, devRho2; // of the last elimination; dev of the last Gauss-Newton one
  double VV[6], HD[6][6], gth[NT], Hth[NT][NT]; // of deriv
  double lam2 = 0, scaleU[3] = {};
  int bad = 0; // lanes where the last Newton elimination fell back on Gauss-Newton
  bool converged = false;
  Counts cnt;

  void setTheta(const double* x) {
    for (int i = 0; i < NT; i++) th[i] = x[i];
    memset(L, 0, sizeof L);
    if (Q == 3)
      for (int a = 0; a < 6; a++) L[PJ[a]][PK[a]] = th[a];
    else
      L[0][0] = th[0], L[1][1] = th[1];
    for (int a = 0; a < 6; a++) {
      D[a] = 0;
      for (int k = 0; k < 3; k++) D[a] += L[PJ[a]][k] * L[PK[a]][k];
    }
  }

  INLINE Point at(v4 U0, v4 U1, v4 U2, const double (&nb)[3]) { return {U0, U1, U2, nb[0] + U0, nb[1] + U1, 1. / (nb[2] + U2)}; }
  // v = s - S db, U = D v
  INLINE void effects(const Elim& e, const double (&d)[3], const double (&D)[6], v4 (&v)[3], v4 (&U)[3]) {
    v[0] = e.s[0] - e.S[0] * d[0] - e.S[1] * d[1] - e.S[2] * d[2];
    v[1] = e.s[1] - e.S[1] * d[0] - e.S[3] * d[1] - e.S[4] * d[2];
    v[2] = U[2] = bc(0);
    if (Q == 3) {
      v[2] = e.s[2] - e.S[2] * d[0] - e.S[4] * d[1] - e.S[5] * d[2];
      U[0] = D[0] * v[0] + D[1] * v[1] + D[2] * v[2];
      U[1] = D[1] * v[0] + D[3] * v[1] + D[4] * v[2];
      U[2] = D[2] * v[0] + D[4] * v[1] + D[5] * v[2];
    } else {
      U[0] = D[0] * v[0], U[1] = D[3] * v[1];
    }
  }
  template <bool SECOND> INLINE RowSums block(const Problem& p, int b, const Point& q) {
    const Block& k = p.blk[b];
    const v4 *t = &p.t[k.toff], *y = &p.y[k.off], *w = p.w.p + k.woff;
    return k.ragged ? block_rows<true, SECOND>(t, y, w, k.n, q.B1, q.B2, q.iB3)
                    : block_rows<false, SECOND>(t, y, w, k.n, q.B1, q.B2, q.iB3);
  }

  // Row pass at beta + alpha*db, (1-alpha)*U_old + alpha*U: mu, its derivatives and the cross-products of the linearised
  // problem (SECOND: also with the second derivatives). FIRST: at beta, U = 0.
  template <bool FIRST, bool SECOND> NOINLINE void rowpass(double alpha) {
    cnt.rows++;
    const double d[3] = {db[0], db[1], db[2]}, DD[6] = {D[0], D[1], D[2], D[3], D[4], D[5]};
    double nb[3];
    for (int i = 0; i < 3; i++) nb[i] = beta[i] + (FIRST ? 0 : alpha * d[i]);
    v4 arr = bc(0), apen = bc(0), across = bc(0);
    const bool part = !FIRST && alpha != 1;
    Point pt[TB];
    RowSums rs[TB];
    for (int b0 = 0; b0 < P->nb; b0 += TB) {
      const int m = std::min(TB, P->nb - b0);
      for (int i = 0; i < m; i++) {
        v4 v[3], U[3] = {bc(0), bc(0), bc(0)};
        if (!FIRST) {
          effects(el[b0 + i], d, DD, v, U);
          apen += U[0] * v[0] + U[1] * v[1] + U[2] * v[2];
          if (part) {
            const Eff& uo = ub[cur][b0 + i];
            for (int k = 0; k < 3; k++) U[k] = alpha * U[k] + (1 - alpha) * uo.U[k], across += uo.U[k] * v[k];
          }
        }
        for (int k = 0; k < 3; k++) ub[1 - cur][b0 + i].U[k] = U[k];
        pt[i] = at(U[0], U[1], U[2], nb);
      }
      for (int i = 0; i < m; i++) rs[i] = block<SECOND>(*P, b0 + i, pt[i]);
      for (int i = 0; i < m; i++) {
        scale_rows<SECOND>(rs[i], pt[i].B1, pt[i].iB3);
        put_stat<Q>(st[b0 + i], rs[i], pt[i]);
        if (SECOND) {
          minus_second(rs[i]);
          put_stat<Q>(st2[b0 + i], rs[i], pt[i]);
        }
        arr += rs[i].rr;
      }
    }
    rr = hsum(arr), pen = hsum(apen), cross = hsum(across);
  }

  // Sums over an elimination. log|M|: exponents added, mantissas multiplied, so one log per lane at the end.
  struct Acc {
    v4 S[6], s[3], t = bc(0), prod = bc(1);
    u4 ex = {0, 0, 0, 0};
    int terms = 0;
    Acc() {
      for (auto& x : S) x = bc(0);
      for (auto& x : s) x = bc(0);
    }
    INLINE_M void split(v4 d) {
      const u4 mant = {0xFFFFFFFFFFFFFull, 0xFFFFFFFFFFFFFull, 0xFFFFFFFFFFFFFull, 0xFFFFFFFFFFFFFull};
      ex += (u4)d >> 52;
      prod *= (v4)(((u4)d & mant) | (u4)bc(1.));
    }
    INLINE_M void det(v4 d) {
      split(d);
      if ((++terms & 511) == 0) {
        v4 p = prod;
        prod = bc(1);
        split(p);
        terms++;
      }
    }
    INLINE_M void add(const Elim& e) {
      for (int k = 0; k < 6; k++) S[k] += e.S[k];
      for (int k = 0; k < 3; k++) s[k] += e.s[k];
    }
    double logdet() const {
      double l = 0;
      for (int i = 0; i < 4; i++) l += log(prod[i]) + 0.69314718055994530942 * ((double)ex[i] - 1023. * terms);
      return l;
    }
  };
  void finish(const Acc& a, bool deviance) {
    for (int i = 0; i < 6; i++) Ss[i] = hsum(a.S[i]);
    for (int i = 0; i < 3; i++) ss[i] = hsum(a.s[i]);
    solveSs(ss, db);
    rho2 = hsum(a.t) - (ss[0] * db[0] + ss[1] * db[1] + ss[2] * db[2]);
    if (deviance) {
      devRho2 = rho2;
      dev = a.logdet() + P->N * (1 + log(2 * M_PI * rho2 / P->N));
    }
  }

  // Eliminate every group at the current Lambda: S, s per block, their sums, dbeta, rho2 and (Gauss-Newton
  // cross-products) the deviance. Newton lanes whose M is not safely positive definite fall back on Gauss-Newton.
  template <bool NEWTON> NOINLINE void elim() {
    cnt.elim++;
    Acc acc;
    Tmp tmp[TB];
    double LL[3][3];
    memcpy(LL, L, sizeof L);
    bad = 0;
    for (int b0 = 0; b0 < P->nb; b0 += TB) {
      const int m = std::min(TB, P->nb - b0);
      const Stat* x = (NEWTON ? &st2[0] : &st[0]) + b0;
      Elim* o = &el[b0];
      uint32_t mask = 0;
      for (int i = 0; i < m; i++) elim_form<Q>(LL, x[i], tmp[i]);
      for (int i = 0; i < m; i++) {
        v4 det = elim_factor<Q>(tmp[i]);
        if (NEWTON) {
          v4 pmin = (v4)_mm256_min_pd((__m256d)tmp[i].m00, (__m256d)tmp[i].m11);
          if (Q == 3) pmin = (v4)_mm256_min_pd((__m256d)pmin, (__m256d)tmp[i].m22);
          mask |= (uint32_t)_mm256_movemask_pd(_mm256_cmp_pd((__m256d)pmin, (__m256d)bc(0.1), _CMP_NGE_UQ)) << (4 * i);
        } else {
          acc.det(det);
        }
      }
      if (NEWTON && __builtin_expect(mask, 0)) {
        bad += __builtin_popcount(mask);
        for (int i = 0; i < m; i++) {
          for (int l = 0; l < 4; l++)
            if (mask >> (4 * i + l) & 1) {
              const Stat& g = st[b0 + i];
              Stat& n = st2[b0 + i];
              for (int k = 0; k < 6; k++) n.C[k][l] = g.C[k][l];
              for (int k = 0; k < 3; k++) n.h[k][l] = g.h[k][l];
              n.ww[l] = g.ww[l];
            }
          elim_form<Q>(LL, x[i], tmp[i]), elim_factor<Q>(tmp[i]);
        }
      }
      for (int i = 0; i < m; i++) {
        v4 ww;
        elim_apply<Q>(LL, x[i], tmp[i], o[i], ww);
        acc.t += ww;
      }
      for (int i = 0; i < m; i++) acc.add(o[i]);
    }
    finish(acc, !NEWTON);
  }

  void solveSs(const double* b, double* x) const { // (sum S) x = b, by LDL'
    const double a = Ss[0], c = Ss[1], d = Ss[2], e = Ss[3], f = Ss[4], g = Ss[5];
    double l10 = c / a, l20 = d / a, p1 = e - l10 * c, m21 = f - l20 * c, l21 = m21 / p1, p2 = g - l20 * d - l21 * m21;
    double y0 = b[0], y1 = b[1] - l10 * y0, y2 = b[2] - l20 * y0 - l21 * y1;
    x[2] = y2 / p2, x[1] = y1 / p1 - l21 * x[2], x[0] = y0 / a - l10 * x[1] - l20 * x[2];
  }

  // Gradient of the deviance at the eliminated Lambda; HESS also the exact Hessian over D.
  template <bool HESS> NOINLINE void deriv() {
    cnt.grad++;
    const double wN = P->N / rho2;
    const double d0 = db[0], d1 = db[1], d2 = db[2];
    v4 aV[6];
    for (auto& x : aV) x = bc(0);
    if (Q == 2 && HESS) { // only (0,0) and (1,1) vary: 3 + 6 sums
      v4 t00 = bc(0), t01 = t00, t11 = t00, q[2][3] = {{t00, t00, t00}, {t00, t00, t00}};
      for (int b = 0; b < P->nb; b++) {
        const Elim& e = el[b];
        v4 v0 = e.s[0] - e.S[0] * d0 - e.S[1] * d1 - e.S[2] * d2, v1 = e.s[1] - e.S[1] * d0 - e.S[3] * d1 - e.S[4] * d2;
        v4 w0 = v0 * v0, w1 = v1 * v1;
        aV[0] += w0, aV[3] += w1;
        t00 += e.S[0] * (2 * wN * w0 - e.S[0]), t01 += e.S[1] * (2 * wN * v0 * v1 - e.S[1]);
        t11 += e.S[3] * (2 * wN * w1 - e.S[3]);
        q[0][0] += e.S[0] * v0, q[0][1] += e.S[1] * v0, q[0][2] += e.S[2] * v0;
        q[1][0] += e.S[1] * v1, q[1][1] += e.S[3] * v1, q[1][2] += e.S[4] * v1;
      }
      double qq[2][3], sq[2][3], V[2] = {hsum(aV[0]), hsum(aV[3])};
      for (int a = 0; a < 2; a++) {
        for (int i = 0; i < 3; i++) qq[a][i] = hsum(q[a][i]);
        solveSs(qq[a], sq[a]);
      }
      VV[0] = V[0], VV[3] = V[1];
      double main[2][2] = {{hsum(t00), hsum(t01)}, {0, hsum(t11)}};
      for (int a = 0; a < 2; a++)
        for (int c = a; c < 2; c++) {
          double h = main[a][c] - 2 * wN * (qq[a][0] * sq[c][0] + qq[a][1] * sq[c][1] + qq[a][2] * sq[c][2]) -
                     wN / rho2 * V[a] * V[c];
          HD[a * 3][c * 3] = HD[c * 3][a * 3] = h; // a*3: index of (a,a) among the pairs
        }
    } else if (HESS) {
      // T[a][c] = sum S_a R_c, R = 2 wN vv' - S, and Qs[a][i] = sum S_a v_i: 54 sums, nine at a time so that
      // they stay in registers, over tiles of blocks that stay in L1
      constexpr int TILE = 32;
      v4 R[TILE][6], V[TILE][3], T[6][6], Qs[6][3];
      for (auto& x : T)
        for (auto& z : x) z = bc(0);
      for (auto& x : Qs)
        for (auto& z : x) z = bc(0);
      for (int b0 = 0; b0 < P->nb; b0 += TILE) {
        const int m = std::min(TILE, P->nb - b0);
        const Elim* e0 = &el[b0];
        for (int b = 0; b < m; b++) {
          const Elim& e = e0[b];
          v4 v0 = e.s[0] - e.S[0] * d0 - e.S[1] * d1 - e.S[2] * d2, v1 = e.s[1] - e.S[1] * d0 - e.S[3] * d1 - e.S[4] * d2;
          v4 v2 = e.s[2] - e.S[2] * d0 - e.S[4] * d1 - e.S[5] * d2;
          v4 p[6] = {v0 * v0, v0 * v1, v0 * v2, v1 * v1, v1 * v2, v2 * v2};
          for (int i = 0; i < 6; i++) aV[i] += p[i], R[b][i] = 2 * wN * p[i] - e.S[i];
          V[b][0] = v0, V[b][1] = v1, V[b][2] = v2;
        }
        for (int a = 0; a < 6; a++) {
          v4 t0 = T[a][0], t1 = T[a][1], t2 = T[a][2], t3 = T[a][3], t4 = T[a][4], t5 = T[a][5];
          v4 q0 = Qs[a][0], q1 = Qs[a][1], q2 = Qs[a][2];
          for (int b = 0; b < m; b++) {
            v4 s = e0[b].S[a];
            t0 += s * R[b][0], t1 += s * R[b][1], t2 += s * R[b][2], t3 += s * R[b][3], t4 += s * R[b][4], t5 += s * R[b][5];
            q0 += s * V[b][0], q1 += s * V[b][1], q2 += s * V[b][2];
          }
          T[a][0] = t0, T[a][1] = t1, T[a][2] = t2, T[a][3] = t3, T[a][4] = t4, T[a][5] = t5;
          Qs[a][0] = q0, Qs[a][1] = q1, Qs[a][2] = q2;
        }
      }
      double Ts[6][6], qs[6][3], q[6][3], sq[6][3];
      for (int a = 0; a < 6; a++) {
        for (int c = 0; c < 6; c++) Ts[a][c] = hsum(T[a][c]);
        for (int i = 0; i < 3; i++) qs[a][i] = hsum(Qs[a][i]);
        VV[a] = hsum(aV[a]);
      }
      for (int a = 0; a < 6; a++) { // q_a = sum S E_a v
        int j = PJ[a], k = PK[a];
        for (int i = 0; i < 3; i++) q[a][i] = qs[IX[i][j]][k] + (j != k ? qs[IX[i][k]][j] : 0);
        solveSs(q[a], sq[a]);
      }
      for (int a = 0; a < 6; a++)
        for (int c = 0; c <= a; c++) {
          const int j = PJ[a], k = PK[a], l = PJ[c], m = PK[c];
          double h = Ts[IX[k][l]][IX[m][j]]; // tr(S E_c R E_a), ordered pairs
          if (l != m) h += Ts[IX[k][m]][IX[l][j]];
          if (j != k) {
            h += Ts[IX[j][l]][IX[m][k]];
            if (l != m) h += Ts[IX[j][m]][IX[l][k]];
          }
          h -= 2 * wN * (q[a][0] * sq[c][0] + q[a][1] * sq[c][1] + q[a][2] * sq[c][2]);
          h -= wN / rho2 * ((j != k ? 2 : 1) * VV[a]) * ((l != m ? 2 : 1) * VV[c]);
          HD[a][c] = HD[c][a] = h;
        }
    } else {
      for (int b = 0; b < P->nb; b++) {
        const Elim& e = el[b];
        v4 v0 = e.s[0] - e.S[0] * d0 - e.S[1] * d1 - e.S[2] * d2, v1 = e.s[1] - e.S[1] * d0 - e.S[3] * d1 - e.S[4] * d2;
        if (Q == 3) {
          v4 v2 = e.s[2] - e.S[2] * d0 - e.S[4] * d1 - e.S[5] * d2;
          aV[2] += v0 * v2, aV[4] += v1 * v2, aV[5] += v2 * v2, aV[1] += v0 * v1;
        }
        aV[0] += v0 * v0, aV[3] += v1 * v1;
      }
      for (int a = 0; a < 6; a++) VV[a] = hsum(aV[a]);
    }
    toTheta(HESS);
  }

  // (gradient, Hessian) over D -> over Lambda's entries. exact = false: expected information with the mean S.
  void toTheta(bool exact) {
    const double wN = P->N / rho2;
    double GD[6];
    for (int a = 0; a < 6; a++) GD[a] = Ss[a] - wN * VV[a];
    if (!exact) {
      double w = 1. / P->G;
      for (int a = 0; a < 6; a++)
        for (int c = 0; c <= a; c++) {
          const int j = PJ[a], k = PK[a], l = PJ[c], m = PK[c];
          double h = Ss[IX[k][l]] * Ss[IX[m][j]];
          if (l != m) h += Ss[IX[k][m]] * Ss[IX[l][j]];
          if (j != k) {
            h += Ss[IX[j][l]] * Ss[IX[m][k]];
            if (l != m) h += Ss[IX[j][m]] * Ss[IX[l][k]];
          }
          HD[a][c] = HD[c][a] = h * w - ((j != k ? 2 : 1) * Ss[a]) * ((l != m ? 2 : 1) * Ss[c]) / P->N;
        }
    }
    if (Q == 2) {
      for (int a = 0; a < 2; a++) {
        gth[a] = 2 * th[a] * GD[3 * a];
        for (int c = 0; c < 2; c++) Hth[a][c] = 4 * th[a] * th[c] * HD[3 * a][3 * c] + (exact && a == c ? 2 * GD[3 * a] : 0);
      }
      return;
    }
    double J[6][6], HJ[6][6]; // J[p][a]: coefficient of E_a in dD/dtheta_p
    for (int p = 0; p < NT; p++) {
      const int r = PJ[p], c = PK[p];
      gth[p] = 0;
      for (int a = 0; a < 6; a++) {
        const int j = PJ[a], k = PK[a];
        double x = (j == r ? L[k][c] : 0) + (k == r ? L[j][c] : 0);
        J[p][a] = x;
        gth[p] += (j != k ? 2 : 1) * GD[a] * x;
      }
    }
    for (int p = 0; p < NT; p++)
      for (int a = 0; a < 6; a++) {
        double x = 0;
        for (int c = 0; c < 6; c++) x += J[p][c] * HD[c][a];
        HJ[p][a] = x;
      }
    for (int p = 0; p < NT; p++)
      for (int r = 0; r <= p; r++) {
        double x = 0;
        for (int a = 0; a < 6; a++) x += HJ[p][a] * J[r][a];
        if (exact && PK[p] == PK[r]) x += 2 * GD[IX[PJ[p]][PJ[r]]];
        Hth[p][r] = Hth[r][p] = x;
      }
  }

  // step = -(H + ridge W)^-1 g and its decrement lam2, W the expected information's scale for an entry of its row's
  // length (so that an entry near 0, where the information vanishes, does not fly off); false if not positive definite
  bool newtonStep(double* step, double ridge) {
    double A[NT][NT], sc[NT], b[NT];
    for (int i = 0; i < NT; i++) {
      const int r = Q == 3 ? PJ[i] : i;
      sc[i] = 0.5 * sqrt(P->G) / (rowLength(i) * Ss[IX[r][r]]), b[i] = -gth[i] * sc[i];
    }
    for (int i = 0; i < NT; i++)
      for (int k = 0; k < NT; k++) A[i][k] = Hth[i][k] * sc[i] * sc[k] + (i == k ? ridge : 0);
    if (!chol<NT>(A)) return false;
    chol_solve<NT>(A, b, step);
    lam2 = 0;
    for (int i = 0; i < NT; i++) lam2 += b[i] * step[i], step[i] *= sc[i];
    return true;
  }
  double rowLength(int i) const { // of Lambda's row that holds theta_i
    const int r = Q == 3 ? PJ[i] : i;
    return sqrt(L[r][0] * L[r][0] + L[r][1] * L[r][1] + L[r][2] * L[r][2]) + 1e-3 * scaleU[r];
  }

  // One scoring step taken in D, exact when all C_i are equal: D += Sbar^-1 (V/(G s2) - Sbar) Sbar^-1. Used once, from
  // the crude start of Lambda.
  void scoreD() {
    double E[6], col[3], X[3][3], W[3][3], Dn[6];
    const double wG = P->N / rho2;
    for (int a = 0; a < 6; a++) E[a] = wG * VV[a] - Ss[a];
    if (Q == 2) {
      double x[NT];
      for (int a = 0; a < 2; a++) {
        double dn = D[3 * a] + P->G * E[3 * a] / (Ss[3 * a] * Ss[3 * a]);
        x[a] = sqrt(std::max(dn, 0.01 * D[3 * a]));
      }
      setTheta(x);
      return;
    }
    for (int j = 0; j < 3; j++) { // X = Ssum^-1 E, W = X Ssum^-1 = (Ssum^-1 X')'
      for (int i = 0; i < 3; i++) col[i] = E[IX[i][j]];
      double y[3];
      solveSs(col, y);
      for (int i = 0; i < 3; i++) X[i][j] = y[i];
    }
    for (int i = 0; i < 3; i++) solveSs(X[i], W[i]);
    for (double a = 1; a > 1e-3; a /= 2) {
      double x[NT];
      for (int p = 0; p < 6; p++) Dn[p] = D[p] + a * P->G * 0.5 * (W[PJ[p]][PK[p]] + W[PK[p]][PJ[p]]);
      double p0 = Dn[0], l1 = Dn[1] / p0, l2 = Dn[2] / p0, p1 = Dn[3] - l1 * Dn[1], m = Dn[4] - l2 * Dn[1], l3 = m / p1;
      double p2 = Dn[5] - l2 * Dn[2] - l3 * m;
      if (!(p0 > 0.01 * D[0] && p1 > 0.01 * D[3] && p2 > 0.01 * D[5])) continue;
      x[0] = sqrt(p0), x[1] = l1 * x[0], x[2] = l2 * x[0], x[3] = sqrt(p1), x[4] = l3 * x[3], x[5] = sqrt(p2);
      setTheta(x);
      return;
    }
  }

  // LME step on the current cross-products: Newton on Lambda; scoring with a ridge where that is not convex or did not
  // go well. lean: the last step, if short, is not evaluated (the caller will eliminate there anyway). Returns whether
  // S, s, db, rho2 belong to the Lambda it ends at.
  bool lme(const Options& o, bool lean) {
    elim<false>();
    double ridge = 0;
    for (int k = 0; k < 200; k++) {
      double step[NT], x0[NT], x[NT], d0 = dev, longest = 0, a = 1;
      deriv<true>();
      const bool exact = ridge == 0 && newtonStep(step, 0);
      if (!exact) {
        toTheta(false);
        for (ridge = std::max(ridge, 1e-3); !newtonStep(step, ridge);) ridge *= 10;
        cnt.scoring++;
      }
      if (lam2 < o.lmeTol * P->N) break;
      for (int i = 0; i < NT; i++) x0[i] = th[i], longest = std::max(longest, fabs(step[i]) / rowLength(i));
      const bool last = k + 1 >= o.lmeMax && lam2 < o.lmeStay * P->G, unseen = lean && last && exact && longest < 0.3;
      for (int half = 0; half <= 30; half++, a /= 2) {
        for (int i = 0; i < NT; i++) x[i] = x0[i] + a * step[i];
        setTheta(x);
        if (unseen) return false;
        elim<false>();
        if (lam2 < 1e-5 || (dev <= d0 && finite_bits(dev))) break;
      }
      if (o.trace) printf("      newton %d: dev %.10f -> %.10f  lam2 %.3e  step %.3g ridge %.0e\n", k, d0, dev, lam2, a, ridge);
      if (last) break;
      ridge = a < 0.3 ? std::max(ridge * 30, 1e-2) : ridge > 1e-2 ? ridge / 10 : 0;
    }
    return true;
  }

  void rows(double alpha, bool second) {
    if (second)
      rowpass<false, true>(alpha);
    else
      rowpass<false, false>(alpha);
  }
  // Go to the point the last elimination proposes. At a fixed Lambda the step is halved while the penalised sum of
  // squares rises; u'u along the line needs no inverse of D (which may be singular). After a change of Lambda the two
  // points have no common objective, and only a blow-up is refused.
  void advance(bool sameLambda, bool second, const Options& o) {
    rows(1, second);
    const double penNew = pen;
    double now = rr + pen, p = pen, a = 1;
    const double limit = sameLambda ? obj * (1 + 1e-10) : 2 * obj;
    while ((!finite_bits(now) || now > limit) && a > 1e-3) {
      a /= 2;
      rows(a, second);
      p = sameLambda ? (1 - a) * (1 - a) * penCur + 2 * a * (1 - a) * cross + a * a * penNew : penNew;
      now = rr + p;
      cnt.halved++;
    }
    if (o.trace && a < 1) printf("    step %g\n", a);
    for (int i = 0; i < 3; i++) beta[i] += a * db[i];
    cur = 1 - cur;
    obj = now, penCur = p;
  }

  double logLik() const { return -0.5 * dev; }
  double sigma2() const { return devRho2 / P->N; }

  // Rows at the starting values, Lambda from the size of the derivatives, one scoring step on it, one Gauss-Newton step.
  void begin(const Problem& p, const double* start, const Options& o) {
    P = &p, cnt = Counts(), converged = false;
    st.need(p.nb), el.need(p.nb), ub[0].need(p.nb), ub[1].need(p.nb);
    if (o.newton) st2.need(p.nb);
    for (int i = 0; i < 3; i++) beta[i] = start[i], db[i] = 0;
    rowpass<true, false>(1);
    cur = 1 - cur;
    obj = rr, penCur = 0;
    double c[3] = {0, 0, 0}, x[NT] = {};
    const int diag[3] = {0, 3, 5};
    for (int b = 0; b < p.nb; b++)
      for (int k = 0; k < 3; k++) c[k] += hsum(st[b].C[diag[k]]);
    for (int k = 0; k < Q; k++) x[Q == 3 ? diag[k] : k] = scaleU[k] = 1 / (0.375 * sqrt(c[k] / p.N));
    setTheta(x);
    elim<false>();
    deriv<false>();
    scoreD();
    elim<false>();
    advance(true, o.newton, o);
  }

  bool fit(const Problem& p, const double* start, const Options& o) {
    begin(p, start, o);
    double dOld = 0, bOld[3] = {}, tOld[NT] = {}, sOld = 0;
    for (cnt.alt = 1; cnt.alt <= o.maxAlt; cnt.alt++) {
      for (int k = 0; k < o.pnlsMax; k++) { // PNLS
        if (o.newton)
          elim<true>();
        else
          elim<false>();
        const double before = obj;
        if (before - rho2 < o.pnlsTol * before) break;
        advance(true, o.newton, o);
        if (o.trace) printf("    pnls %d: %.10f -> %.10f (predicted %.10f)\n", k, before, obj, rho2);
        if (before - obj < o.pnlsTol * before) break;
      }
      const bool at = lme(o, o.newton); // LME

      double dPar = 1e300, dLL = 1e300;
      const double sig = sqrt(sigma2());
      if (cnt.alt > 1) {
        dLL = fabs(dev - dOld) / fabs(dev);
        dPar = fabs(sig - sOld) / sig;
        for (int i = 0; i < 3; i++) dPar = std::max(dPar, fabs(beta[i] + db[i] - bOld[i]) / fabs(beta[i]));
        for (int i = 0; i < NT; i++) dPar = std::max(dPar, fabs(th[i] - tOld[i]) / rowLength(i));
      }
      for (int i = 0; i < 3; i++) bOld[i] = beta[i] + db[i];
      for (int i = 0; i < NT; i++) tOld[i] = th[i];
      dOld = dev, sOld = sig;
      if (o.trace)
        printf("  alt %d: logLik %.9f  dLL %.2e dPar %.2e  lam2 %.2e  beta %.8f %.8f %.8f\n", cnt.alt, logLik(), dLL, dPar, lam2,
               bOld[0], bOld[1], bOld[2]);
      if (dLL < o.tolLL && dPar < o.tolPar) {
        for (int i = 0; i < 3; i++) beta[i] = bOld[i], db[i] = 0;
        converged = true;
        break;
      }

      // relinearise where this leads: the first row pass of the next PNLS
      if (!o.newton) {
        if (!at) elim<false>();
        advance(false, false, o);
      } else {
        elim<true>();
        advance(false, true, o);
      }
    }
    return converged;
  }
};

// ---------------------------------------------------------------------------------------------------------------
// Data

struct Rng { // xoshiro256++ seeded by splitmix64, normals by Box-Muller
  uint64_t s[4];
  double spare = 0;
  bool has = false;
  explicit Rng(uint64_t seed) {
    for (auto& x : s) {
      uint64_t z = (seed += 0x9e3779b97f4a7c15ull);
      z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
      z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
      x = z ^ (z >> 31);
    }
  }
  static uint64_t rotl(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
  uint64_t next() {
    uint64_t r = rotl(s[0] + s[3], 23) + s[0], t = s[1] << 17;
    s[2] ^= s[0], s[3] ^= s[1], s[1] ^= s[2], s[0] ^= s[3], s[2] ^= t, s[3] = rotl(s[3], 45);
    return r;
  }
  double uni() { return ((next() >> 11) + 0.5) * 0x1p-53; }
  double norm() {
    if (has) {
      has = false;
      return spare;
    }
    double r = sqrt(-2 * log(uni())), a = 2 * M_PI * uni();
    has = true, spare = r * sin(a);
    return r * cos(a);
  }
};
struct Sim {
  std::vector<int> start;
  std::vector<double> t, y;
};
static void simulate(int G, int n, double sdB3, uint64_t seed, Sim& s) {
  Rng r(seed * 1000003 + G);
  s.start.resize(G + 1), s.t.resize((size_t)G * n), s.y.resize((size_t)G * n);
  for (int g = 0; g <= G; g++) s.start[g] = g * n;
  for (int g = 0; g < G; g++) {
    const double b1 = 190 + 31 * r.norm(), b2 = 720 + 40 * r.norm(), b3 = 345 + sdB3 * r.norm();
    for (int j = 0; j < n; j++) {
      const double t = 100 + 1500. * j / (n - 1);
      s.t[g * n + j] = t, s.y[g * n + j] = b1 / (1 + exp(-(t - b2) / b3)) + 8 * r.norm();
    }
  }
}
static bool readSoybean(const char* path, Sim& s) {
  FILE* f = fopen(path, "r");
  char line[256], plot[64];
  if (!f || !fgets(line, sizeof line, f)) return false;
  std::map<std::string, int> id;
  std::vector<std::vector<double>> gt, gy;
  while (fgets(line, sizeof line, f)) {
    int variety, year;
    double a, b;
    if (sscanf(line, "%63[^,],%d,%d,%lf,%lf", plot, &variety, &year, &a, &b) != 5) continue;
    int g = id.emplace(plot, (int)id.size()).first->second;
    if ((int)gt.size() <= g) gt.emplace_back(), gy.emplace_back();
    gt[g].push_back(a), gy[g].push_back(b);
  }
  fclose(f);
  s.start.assign(1, 0);
  for (size_t g = 0; g < gt.size(); g++) {
    s.t.insert(s.t.end(), gt[g].begin(), gt[g].end()), s.y.insert(s.y.end(), gy[g].begin(), gy[g].end());
    s.start.push_back((int)s.t.size());
  }
  return true;
}

struct Scheme {
  const char* name;
  Options o;
};
static const std::vector<Scheme>& schemes() {
  static const std::vector<Scheme> s = {{"lean Newton", leanNewton()}, {"lean GN", leanGN()}, {"exact GN", exactGN()}};
  return s;
}
struct Times {
  double med, min;
};
// Seconds per call of several functions, in short batches taken in turn, so that a busy neighbour hits all alike.
template <class... F> static std::vector<Times> timeit(double batch, int reps, F... f) {
  std::vector<double> v[sizeof...(F)];
  int k[sizeof...(F)], i = 0;
  auto calibrate = [&](auto& g) {
    g();
    for (k[i] = 1;; k[i] *= 2) {
      double t0 = now();
      for (int j = 0; j < k[i]; j++) g();
      if (now() - t0 > batch) break;
    }
    i++;
  };
  (calibrate(f), ...);
  auto once = [&](auto& g) {
    double t0 = now();
    for (int j = 0; j < k[i]; j++) g();
    v[i].push_back((now() - t0) / k[i]);
    i++;
  };
  for (int r = 0; r < reps; r++) i = 0, (once(f), ...);
  std::vector<Times> out;
  for (auto& x : v) out.push_back({median(x), *std::min_element(x.begin(), x.end())});
  return out;
}

// ---------------------------------------------------------------------------------------------------------------
// Checks

static void verify(const char* path) {
  Sim s;
  if (!readSoybean(path, s)) {
    printf("cannot read %s\n", path);
    return;
  }
  Problem p;
  p.pack((int)s.start.size() - 1, s.start.data(), s.t.data(), s.y.data());
  const double start[3] = {18, 52, 7.5};
  const double ref[8] = {-739.83448, 19.253134, 55.019982, 8.4034637, 27.05084, 17.61609, 1.972060, 1.2622345};
  printf("soybean (%d rows, %d groups), model A, from 18 52 7.5; reference: logLik %.5f beta %.6f %.6f %.7f var(U) %.5f %.5f %.6f res %.7f\n",
         p.N, p.G, ref[0], ref[1], ref[2], ref[3], ref[4], ref[5], ref[6], ref[7]);
  Engine<3> e;
  for (auto& sc : schemes()) {
    e.fit(p, start, sc.o);
    const Counts c = e.cnt;
    const double s2 = e.sigma2();
    const double x[8] = {e.logLik(), e.beta[0], e.beta[1], e.beta[2], e.D[0] * s2, e.D[3] * s2, e.D[5] * s2, s2};
    double worst = 0;
    for (int i = 0; i < 8; i++) worst = std::max(worst, fabs(x[i] / ref[i] - 1));
    Times t = timeit(5e-4, 101, [&] { e.fit(p, start, sc.o); })[0];
    printf("  %-11s logLik %.6f beta %.6f %.6f %.7f var(U) %.5f %.5f %.6f res %.7f  worst rel. diff %.1e%s\n", sc.name, x[0], x[1], x[2],
           x[3], x[4], x[5], x[6], x[7], worst, e.converged ? "" : "  NOT CONVERGED");
    printf("              alternations %d, row passes %d, eliminations %d, gradients %d, halvings %d; %.1f us (quiet %.1f)\n", c.alt, c.rows,
           c.elim, c.grad, c.halved, t.med * 1e6, t.min * 1e6);
  }
  // gradient and Hessian of the profile against central differences, away from the optimum
  e.fit(p, start, leanNewton());
  double x0[6], g[6], H[6][6], worstG = 0, worstH = 0, gmax = 0, hmax = 0;
  for (int i = 0; i < 6; i++) x0[i] = e.th[i] * 1.1 + 0.01 * i;
  e.setTheta(x0), e.elim<false>(), e.deriv<true>();
  memcpy(g, e.gth, sizeof g), memcpy(H, e.Hth, sizeof H);
  for (int i = 0; i < 6; i++) gmax = std::max(gmax, fabs(g[i]));
  for (int i = 0; i < 6; i++)
    for (int k = 0; k < 6; k++) hmax = std::max(hmax, fabs(H[i][k]));
  for (int i = 0; i < 6; i++) {
    const double h = 1e-5 * (1 + fabs(x0[i]));
    double x[6], gp[6], dp;
    memcpy(x, x0, sizeof x);
    x[i] = x0[i] + h;
    e.setTheta(x), e.elim<false>(), e.deriv<false>();
    dp = e.dev, memcpy(gp, e.gth, sizeof gp);
    x[i] = x0[i] - h;
    e.setTheta(x), e.elim<false>(), e.deriv<false>();
    worstG = std::max(worstG, fabs((dp - e.dev) / (2 * h) - g[i]) / gmax);
    for (int k = 0; k < 6; k++) worstH = std::max(worstH, fabs((gp[k] - e.gth[k]) / (2 * h) - H[i][k]) / hmax);
  }
  printf("  profile gradient / Hessian against central differences: %.1e / %.1e of the largest entry\n", worstG, worstH);
}

// ---------------------------------------------------------------------------------------------------------------
// Whole fits

static void fitsA(double seconds) {
  const double start[3] = {175, 700, 300};
  constexpr int NG = 6;
  const int Gs[NG] = {30, 100, 300, 1000, 3000, 100000}, nd[NG] = {101, 51, 31, 15, 9, 3};
  const int ns = (int)schemes().size();
  static Engine<3> e;
  struct Cell {
    std::vector<double> best, round, c[6]; // per dataset fastest, per round median, counts
    int fail = 0;
    double diff = 0;
  };
  std::vector<Cell> cells(NG * ns);
  std::vector<std::vector<Problem>> p(NG);
  for (int q = 0; q < NG; q++) {
    p[q] = std::vector<Problem>(nd[q]);
    for (int k = 0; k < nd[q]; k++) {
      Sim s;
      simulate(Gs[q], 10, 25, k + 1, s);
      p[q][k].pack(Gs[q], s.start.data(), s.t.data(), s.y.data());
      double ll = 0;
      for (int i = 0; i < ns; i++) {
        Cell& x = cells[q * ns + i];
        e.fit(p[q][k], start, schemes()[i].o);
        if (i == 0) ll = e.logLik();
        x.diff = std::max(x.diff, fabs(e.logLik() / ll - 1)), x.fail += !e.converged;
        const int c[6] = {e.cnt.alt, e.cnt.rows, e.cnt.elim, e.cnt.grad, e.cnt.scoring, e.cnt.halved};
        for (int j = 0; j < 6; j++) x.c[j].push_back(c[j]);
        x.best.push_back(1e9);
      }
    }
  }
  double used[NG] = {}, total = 0;
  while (total < seconds) { // rounds over all datasets of a size, the sizes sharing the time equally
    const int q = (int)(std::min_element(used, used + NG) - used);
    double t0 = now();
    for (int i = 0; i < ns; i++) {
      Cell& x = cells[q * ns + i];
      std::vector<double> v;
      for (int k = 0; k < nd[q]; k++) {
        double t = now();
        e.fit(p[q][k], start, schemes()[i].o);
        v.push_back(now() - t);
        x.best[k] = std::min(x.best[k], v[k]);
      }
      x.round.push_back(median(v));
    }
    const double t = now() - t0;
    used[q] += t, total += t;
  }
  printf("\nmodel A, 10 rows per group, starts 175/700/300: seconds per fit, median over rounds of the median over datasets\n"
         "(quiet: median over datasets of the fastest); counts are medians over datasets\n");
  printf("  %7s  %-11s %10s %10s %9s | %4s %5s %5s %5s %5s %5s | %s\n", "G", "scheme", "s/fit", "quiet", "ns/group", "alt", "rows", "elim",
         "grad", "scor", "halv", "not converged; largest rel. difference in logLik from the first scheme; rounds");
  for (int q = 0; q < NG; q++)
    for (int i = 0; i < ns; i++) {
      Cell& x = cells[q * ns + i];
      const double tq = median(x.best);
      printf("  %7d  %-11s %10.3e %10.3e %9.1f | %4.0f %5.0f %5.0f %5.0f %5.0f %5.0f | %d/%d; %.1e; %d\n", Gs[q], schemes()[i].name,
             median(x.round), tq, tq / Gs[q] * 1e9, median(x.c[0]), median(x.c[1]), median(x.c[2]), median(x.c[3]), median(x.c[4]),
             median(x.c[5]), x.fail, nd[q], x.diff, (int)x.round.size());
    }
}

static void fitsB() {
  const int nd = 2000, G = 20;
  const double start[3] = {175, 700, 300};
  static Engine<2> e;
  for (double sd3 : {25., 0.}) {
    printf("\nmodel B, 20 groups x 10 rows, data with sd(B3) = %.0f: mean seconds per fit over %d datasets (median and fastest of 101 rounds);\n"
           "counts are means\n",
           sd3, nd);
    std::vector<Sim> sims(nd);
    std::vector<Problem> p(nd);
    for (int k = 0; k < nd; k++) {
      simulate(G, 10, sd3, k + 1, sims[k]);
      p[k].pack(G, sims[k].start.data(), sims[k].t.data(), sims[k].y.data());
    }
    auto round = [&](auto f) {
      std::vector<double> t;
      for (int r = 0; r < 101; r++) {
        double t0 = now();
        for (int k = 0; k < nd; k++) f(k);
        t.push_back((now() - t0) / nd);
      }
      return Times{median(t), *std::min_element(t.begin(), t.end())};
    };
    std::vector<double> ll(nd);
    for (auto& sc : schemes()) {
      Counts c;
      int fail = 0, zero = 0, differ = 0;
      for (int k = 0; k < nd; k++) {
        e.fit(p[k], start, sc.o);
        c += e.cnt, fail += !e.converged, zero += e.D[0] * e.D[3] < 1e-6 * e.D[0] * e.D[0];
        if (&sc == &schemes()[0]) ll[k] = e.logLik();
        differ += fabs(e.logLik() / ll[k] - 1) > 1e-7;
      }
      Times t = round([&](int k) { e.fit(p[k], start, sc.o); });
      printf("  %-11s %.3e (quiet %.3e) | alt %.1f rows %.1f elim %.1f grad %.1f scoring %.2f halved %.3f | not converged %d, var(U2) = 0 in %d, "
             "logLik off by > 1e-7 in %d\n",
             sc.name, t.med, t.min, (double)c.alt / nd, (double)c.rows / nd, (double)c.elim / nd, (double)c.grad / nd,
             (double)c.scoring / nd, (double)c.halved / nd, fail, zero, differ);
    }
    Problem q;
    Times t = round([&](int k) { q.pack(G, sims[k].start.data(), sims[k].t.data(), sims[k].y.data()); });
    printf("  packing the rows into lanes %.3e (quiet %.3e)\n", t.med, t.min);
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Unit costs

namespace evaluate { // mu and its three derivatives, stored, for N rows with the parameters of each row at hand
constexpr int N = 400;
alignas(64) static double t[N], B1[N], B2[N], iB3[N], mu[N], x1[N], x2[N], x3[N], in[N], out[N];
static double (*volatile libmExp)(double) = exp; // a real call for every element
static inline void keep() { asm volatile("" : : "r"(out), "r"(mu), "r"(x1), "r"(x2), "r"(x3) : "memory"); }
NOINLINE static void scalar() {
  double (*f)(double) = libmExp;
  for (int i = 0; i < N; i++) {
    double z = (t[i] - B2[i]) * iB3[i], e = f(-z), d = 1 / (1 + e), m = B1[i] * d, g = -m * iB3[i] * (e * d);
    mu[i] = m, x1[i] = d, x2[i] = g, x3[i] = g * z;
  }
  keep();
}
NOINLINE static void libmvec() {
#pragma omp simd
  for (int i = 0; i < N; i++) {
    double z = (t[i] - B2[i]) * iB3[i], e = exp(-z), d = 1 / (1 + e), m = B1[i] * d, g = -m * iB3[i] * (e * d);
    mu[i] = m, x1[i] = d, x2[i] = g, x3[i] = g * z;
  }
  keep();
}
NOINLINE static void inlined() {
  for (int i = 0; i < N; i += 4) {
    v4 b = *(v4*)(iB3 + i), z = (*(v4*)(t + i) - *(v4*)(B2 + i)) * b, d, f;
    logistic4(z, d, f);
    v4 m = *(v4*)(B1 + i) * d, g = -m * b * f;
    *(v4*)(mu + i) = m, *(v4*)(x1 + i) = d, *(v4*)(x2 + i) = g, *(v4*)(x3 + i) = g * z;
  }
  keep();
}
NOINLINE static void expScalar() {
  double (*f)(double) = libmExp;
  for (int i = 0; i < N; i++) out[i] = f(in[i]);
  keep();
}
NOINLINE static void expLibmvec() {
#pragma omp simd
  for (int i = 0; i < N; i++) out[i] = exp(in[i]);
  keep();
}
static void init() {
  for (int i = 0; i < N; i++) t[i] = 100 + 1500. * (i % 10) / 9, B1[i] = 190 + i % 7, B2[i] = 720 + i % 11, iB3[i] = 1. / (345 + i % 5);
  for (int i = 0; i < N; i++) in[i] = -(t[i] - B2[i]) * iB3[i];
}
} // namespace evaluate

static void show(const char* what, Times t, double per) {
  printf("  %-64s %8.2f   (quiet %.2f)\n", what, t.med / per * 1e9, t.min / per * 1e9);
}
template <int Q> static void units(int G) {
  Sim s;
  Problem p, p40;
  static Engine<Q> e, f;
  const double start[3] = {175, 700, 300};
  const bool large = G > 20000;
  simulate(G, 10, Q == 3 ? 25 : 0, 1, s), p.pack(G, s.start.data(), s.t.data(), s.y.data());
  simulate(large ? 320 : G, 40, Q == 3 ? 25 : 0, 1, s), p40.pack((int)s.start.size() - 1, s.start.data(), s.t.data(), s.y.data());
  e.fit(p, start, leanNewton()), e.template elim<false>();
  f.fit(p40, start, leanNewton()), f.template elim<false>();
  printf(" model %s, %d groups%s\n", Q == 3 ? "A" : "B", G, large ? " (beyond the cache)" : "");
  auto t = timeit(3e-4, large ? 41 : 301, [&] { e.template rowpass<false, false>(1); }, [&] { f.template rowpass<false, false>(1); },
                  [&] { e.template rowpass<false, true>(1); }, [&] { f.template rowpass<false, true>(1); },
                  [&] { e.template elim<false>(); }, [&] { e.template deriv<false>(); }, [&] { e.template deriv<true>(); });
  if (!large) // per row and per group, by differencing 40 and 10 rows per group
    for (int k = 0; k < 4; k += 2) {
      const double r = (t[k + 1].med - t[k].med) / G * 1e9 / 30, rq = (t[k + 1].min - t[k].min) / G * 1e9 / 30;
      printf("  row pass%-30s ns/row %5.2f + ns/group %5.2f          (quiet %.2f + %.2f)\n", k ? ", second derivatives too:" : ":", r,
             t[k].med / G * 1e9 - 10 * r, rq, t[k].min / G * 1e9 - 10 * rq);
    }
  show("row pass at 10 rows/group, ns/row", t[0], p.N);
  show("row pass with second derivatives at 10 rows/group, ns/row", t[2], p.N);
  show("elimination = profile value, ns/group", t[4], G);
  show("gradient of the profile, ns/group", t[5], G);
  show("gradient and exact Hessian of the profile, ns/group", t[6], G);
}

// ---------------------------------------------------------------------------------------------------------------
// Given files

// Data g,t,y with a header, the rows of a group adjacent.
static bool readLong(const char* path, Sim& s) {
  FILE* f = fopen(path, "r");
  char line[256];
  if (!f || !fgets(line, sizeof line, f)) return false;
  s.start.assign(1, 0);
  double group = 0, last = NAN, t, y;
  while (fgets(line, sizeof line, f)) {
    if (sscanf(line, "%lf,%lf,%lf", &group, &t, &y) != 3) continue;
    if (!s.t.empty() && group != last) s.start.push_back((int)s.t.size());
    last = group;
    s.t.push_back(t), s.y.push_back(y);
  }
  fclose(f);
  s.start.push_back((int)s.t.size());
  return true;
}

static double threadSeconds() {
  timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

// Fits all files again and again for some seconds of the clock and prints, as one line of JSON, the processor seconds
// of a fit (median and least over the rounds), those of packing its rows, and the sum of the log likelihoods.
template <int Q> static int fitFiles(const double* start, double seconds, bool soybean, int files, char** path) {
  std::vector<Sim> sims(files);
  std::vector<Problem> p(files);
  for (int k = 0; k < files; k++) {
    if (!(soybean ? readSoybean(path[k], sims[k]) : readLong(path[k], sims[k]))) {
      fprintf(stderr, "cannot read %s\n", path[k]);
      return 2;
    }
  }
  auto pack = [&] {
    for (int k = 0; k < files; k++) p[k].pack((int)sims[k].start.size() - 1, sims[k].start.data(), sims[k].t.data(), sims[k].y.data());
  };
  pack();
  static Engine<Q> e;
  double logLik = 0, fastest = 1e9;
  int failed = 0;
  for (int k = 0; k < files; k++) e.fit(p[k], start, leanNewton()), logLik += e.logLik(), failed += !e.converged;
  std::vector<double> rounds, packing;
  const double until = now() + seconds;
  do {
    double t = threadSeconds();
    for (int k = 0; k < files; k++) e.fit(p[k], start, leanNewton());
    rounds.push_back((threadSeconds() - t) / files);
    fastest = std::min(fastest, rounds.back());
    t = threadSeconds();
    pack();
    packing.push_back((threadSeconds() - t) / files);
  } while (now() < until && rounds.size() < 100000);
  printf("{\"median\": %.6e, \"least\": %.6e, \"packing\": %.6e, \"logLikelihood\": %.10f, \"notConverged\": %d}\n", median(rounds), fastest,
         median(packing), logLik, failed);
  return 0;
}

int main(int argc, char** argv) {
  // --fit 3|2|soybean b1 b2 b3 SECONDS FILE...: three unstructured or two independent random effects
  if (argc > 7 && !strcmp(argv[1], "--fit")) {
    const double start[3] = {atof(argv[3]), atof(argv[4]), atof(argv[5])};
    const bool soybean = !strcmp(argv[2], "soybean");
    const double seconds = atof(argv[6]);
    return !strcmp(argv[2], "2") ? fitFiles<2>(start, seconds, false, argc - 7, argv + 7)
                                 : fitFiles<3>(start, seconds, soybean, argc - 7, argv + 7);
  }
  verify(argc > 1 ? argv[1] : "soybean.csv");
  fitsA(argc > 2 ? atof(argv[2]) : 60);
  fitsB();
  printf("\nunit costs, ns: median (quiet: fastest batch)\n");
  evaluate::init();
  const char* what[5] = {"mu + 3 derivatives stored, libm exp, ns/row", "mu + 3 derivatives stored, libmvec exp (omp simd), ns/row",
                         "mu + 3 derivatives stored, inlined AVX2 logistic, ns/row", "exp alone, libm, ns/element",
                         "exp alone, libmvec, ns/element"};
  auto t = timeit(1e-4, 501, evaluate::scalar, evaluate::libmvec, evaluate::inlined, evaluate::expScalar, evaluate::expLibmvec);
  for (int i = 0; i < 5; i++) show(what[i], t[i], evaluate::N);
  units<3>(320);
  units<3>(100000);
  units<2>(20);
  units<2>(320);
}
