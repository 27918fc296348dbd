#include "roots.cuh"
#include "trouble.cuh"

// Derivatives in delta of whitened columns and of log det C. A tangent of a column x is any x_a, x_ab
// with (x'x)_a = x_a'x + x'x_a and (x'x)_ab = x_ab'x + x'x_ab + x_a'x_b + x_b'x_a (see Whitening).
// Sets of n columns are kept a row: x, then x_a, then x_ab by the lower triangle of pairs.

namespace {

// Entries of the derivative o of C: (C_o z)_i, C_o symmetric and zero beyond the band.
__device__ inline double multiply(const double* c, int outputs, int lags, int o, Rows z, int i,
                                  int n) {
  double sum = 0;
  for (int l = 1; l <= lags; ++l) {
    if (l <= i) sum += c[(((Long)i * lags + l - 1) * outputs + o) * LANES] * z[i - l];
    if (i + l < n) sum += c[(((Long)(i + l) * lags + l - 1) * outputs + o) * LANES] * z[i + l];
  }
  return sum;
}

// y = H_o x with H_o = L^-1 C_o L^-T; x is overwritten.
__device__ inline void applyH(const Root& root, const double* c, int outputs, int o, Rows x, Rows y,
                              int n) {
  root.solveTransposed(x, n);
  for (int i = 0; i < n; ++i) y[i] = multiply(c, outputs, root.lags, o, x, i, n);
  root.solve(y, n);
}

// What the tangents of one column need at hand.
struct Column {
  const Root& root;
  const double* c;
  int outputs;
  int n;
  Rows first;
  Rows second;

  // out += factor H_o x.
  __device__ inline void add(double factor, int o, Rows x, Rows out) const {
    for (int i = 0; i < n; ++i) first[i] = x[i];
    applyH(root, c, outputs, o, first, second, n);
    for (int i = 0; i < n; ++i) out[i] += factor * second[i];
  }

  // out += 3/8 H_a H_b y.
  __device__ inline void addTwice(int a, int b, Rows y, Rows out) const {
    for (int i = 0; i < n; ++i) first[i] = y[i];
    applyH(root, c, outputs, b, first, second, n);
    for (int i = 0; i < n; ++i) first[i] = second[i];
    applyH(root, c, outputs, a, first, second, n);
    for (int i = 0; i < n; ++i) out[i] += .375 * second[i];
  }
};

// Markov: one row of the chain, s the scaled columns: term o of kappa_o s_i - c_o s_{i-1}.
__device__ inline double term(const Root& root, int i, int o, Rows s) {
  double previous = i == 0 ? 0 : root.c(i, o) * s[i - 1];
  return root.kappa(i, o) * s[i] - previous;
}

}  // namespace

// Tangents of column y of the raw row block; whitens the column itself into set 0.
//
// sets      outputs sets of n columns a row
// scratch   2 n columns a row, for bands
extern "C" __global__ void __launch_bounds__(128, 1) whitening_tangents(
    int items, const Long* __restrict__ list, const int* __restrict__ count,
    const double* __restrict__ block, int width, int n, const double* __restrict__ scale, int kind,
    const double* __restrict__ factor, const double* __restrict__ pairs, int outputs, int r,
    double* sets, double* scratch, const int* __restrict__ trouble) {
  Group g(items, list);
  if (!g.live || trouble[g.slot(FIT_TILE)] != 0) return;
  Root root(g, kind, factor, outputs);
  int rows = count[g.slot(DESIGN_TILE)];
  for (int col = (int)blockIdx.y; col < n; col += (int)gridDim.y) {
    Rows all = column(g, sets, (Long)outputs * n, col);
    auto set = [&](int o) { return Rows{all.at + (Long)o * n * LANES, all.stride}; };
    // 1 / g and its tangents: -l_a and l_a l_b - l_ab times it, l = log g
    for (int i = 0; i < rows; ++i) {
      const double* l = scale == nullptr ? nullptr : g.of(scale, g[BLOCK_ROW] + i, outputs);
      double x = g.of(block, g[BLOCK_ROW] + i, width)[col * LANES] * (l == nullptr ? 1 : l[0]);
      set(0)[i] = x;
      for (int a = 0; a < r; ++a) {
        set(1 + a)[i] = l == nullptr ? 0 : -x * l[(1 + a) * LANES];
        for (int b = 0; b <= a; ++b) {
          int o = 1 + r + packed(a, b);
          double f = l == nullptr ? 0 : l[(1 + a) * LANES] * l[(1 + b) * LANES] - l[o * LANES];
          set(o)[i] = x * f;
        }
      }
    }
    if (root.kind == MARKOV) {
      for (int i = rows - 1; i >= 0; --i) {
        for (int a = r - 1; a >= 0; --a) {
          for (int b = a; b >= 0; --b) {
            int o = 1 + r + packed(a, b);
            set(o)[i] = term(root, i, 0, set(o)) + term(root, i, 1 + a, set(1 + b)) +
                        term(root, i, 1 + b, set(1 + a)) + term(root, i, o, set(0));
          }
        }
        for (int a = 0; a < r; ++a) {
          set(1 + a)[i] = term(root, i, 0, set(1 + a)) + term(root, i, 1 + a, set(0));
        }
        set(0)[i] = term(root, i, 0, set(0));
      }
    } else if (root.kind == BANDED) {
      // x_a = y_a - H_a y / 2
      // x_ab = y_ab - (H_ab y + H_a y_b + H_b y_a) / 2 + 3/8 (H_a H_b + H_b H_a) y
      Column h{root, g.of(pairs, g[PAIR_ROW], outputs), outputs, rows,
               column(g, scratch, 2 * n, 2 * col), column(g, scratch, 2 * n, 2 * col + 1)};
      for (int o = 0; o < outputs; ++o) root.solve(set(o), rows);
      for (int a = 0; a < r; ++a) {
        for (int b = 0; b <= a; ++b) {
          int o = 1 + r + packed(a, b);
          h.add(-.5, o, set(0), set(o));
          h.add(-.5, 1 + a, set(1 + b), set(o));
          h.add(-.5, 1 + b, set(1 + a), set(o));
          h.addTwice(1 + a, 1 + b, set(0), set(o));
          h.addTwice(1 + b, 1 + a, set(0), set(o));
        }
      }
      for (int a = 0; a < r; ++a) h.add(-.5, 1 + a, set(0), set(1 + a));
    }
  }
}

// log|C|_a = tr H_a, log|C|_ab = tr H_ab - tr H_a H_b for a band, by the columns of the H.
//
// scratch   1 + outputs columns a row
extern "C" __global__ void __launch_bounds__(128, 1) correlation_traces(
    int items, const Long* __restrict__ list, const int* __restrict__ count,
    const double* __restrict__ factor, const double* __restrict__ pairs, int outputs, int r,
    double* scratch, const int* __restrict__ trouble, double* results, int resultColumns) {
  Group g(items, list);
  if (!g.live || trouble[g.slot(FIT_TILE)] != 0) return;
  Root root(g, BANDED, factor, outputs);
  const double* c = g.of(pairs, g[PAIR_ROW], outputs);
  double* logDet = g.of(results, g[FIT_TILE], resultColumns) + LOG_DET_R * LANES;
  int n = count[g.slot(DESIGN_TILE)];
  Rows unit = column(g, scratch, 1 + outputs, 0);
  for (int i = 0; i < n; ++i) {
#pragma unroll 1
    for (int o = 1; o < outputs; ++o) {
      Rows h = column(g, scratch, 1 + outputs, o);
#pragma unroll 1
      for (int k = 0; k < n; ++k) unit[k] = k == i ? 1 : 0;
      applyH(root, c, outputs, o, unit, h, n);
      logDet[o * LANES] += h[i];
    }
    for (int a = 0; a < r; ++a) {
      for (int b = 0; b <= a; ++b) {
        Rows x = column(g, scratch, 1 + outputs, 1 + a);
        Rows y = column(g, scratch, 1 + outputs, 1 + b);
        double sum = 0;
#pragma unroll 1
        for (int k = 0; k < n; ++k) sum += x[k] * y[k];
        logDet[(1 + r + packed(a, b)) * LANES] -= sum;
      }
    }
  }
}
