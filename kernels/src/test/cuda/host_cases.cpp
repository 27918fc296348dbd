// Kernels of src/main/cuda compiled for the host, on cases whose results are worked out by hand. Run
// without arguments for the cases, with "divergent" or "unordered" for kernels that must be caught.
#include "host_shim.h"

#include "cross_products.cu"
#include "group_elimination.cu"
#include "segmented_reduction.cu"

namespace {

int failures = 0;

void expect(const char* what, double actual, double expected, double tolerance = 0) {
  if (std::fabs(actual - expected) <= tolerance) return;
  std::printf("%s: %.17g, expected %.17g\n", what, actual, expected);
  ++failures;
}

// One tile of three groups, item 0 of fit 0.
std::vector<Long> item(int groups) {
  std::vector<Long> list(ITEM_LENGTH, 0);
  list[GROUPS] = groups;
  return list;
}

// 70 groups of 1, 2, ..., 70 in three tiles: their sum is 70 71 / 2, and twice that in column 1.
void sumsGroups() {
  constexpr int GROUPS_OF_FIT = 70;
  std::vector<double> in(3 * 2 * LANES, NAN);
  for (int g = 0; g < GROUPS_OF_FIT; ++g) {
    for (int c = 0; c < 2; ++c) in[(g / LANES * 2 + c) * LANES + g % LANES] = (c + 1) * (g + 1);
  }
  std::vector<Long> segments = {0, 0, GROUPS_OF_FIT, 0, 1};
  std::vector<double> out(4, -1);
  host::launch<int, const Long*, const double*, int, const int*, Long, double*, Long>(
      1, 1, 128, segmented_reduction, 1, segments.data(), in.data(), 2, nullptr, 0, out.data(), 2);
  expect("sum of column 0", out[1], 2485);
  expect("sum of column 1", out[3], 4970);
  expect("untouched", out[0] + out[2], -2);
}

// Rows (1, 2), (3, 4), ... of each group times its number: Y'Y by hand.
void multipliesRows() {
  constexpr int WIDTH = 2;
  int rows[LANES] = {2, 1, 0};
  std::vector<double> block(2 * WIDTH * LANES, NAN);
  for (int g = 0; g < 2; ++g) {
    for (int k = 0; k < rows[g]; ++k) {
      for (int c = 0; c < WIDTH; ++c) block[(k * WIDTH + c) * LANES + g] = (g + 1) * (2 * k + c + 1);
    }
  }
  std::vector<Long> list = item(3);
  std::vector<double> out(3 * LANES, NAN);
  std::vector<int> trouble(LANES, 0);
  int into[1] = {0};
  host::launch<int, const Long*, const int*, const double*, int, int, int, int, int, double*, int, int,
               int, const int*, Long, const int*>(
      1, 1, 128, cross_products, 1, list.data(), rows, block.data(), WIDTH, 0, 0, 2, 0, out.data(), 3,
      0, 0, into, 1, trouble.data());
  // Group 0: (1,2), (3,4). Group 1: (2,4). Group 2 has no rows.
  double expected[3][3] = {{10, 14, 20}, {4, 8, 16}, {0, 0, 0}};
  for (int g = 0; g < 3; ++g) {
    for (int e = 0; e < 3; ++e) expect("Y'Y", out[e * LANES + g], expected[g][e]);
  }
}

// C = (2; 3 7), Lambda = 2: A = (4, 6), M = 9, S = C - A A' / 9.
void eliminatesOneEffect() {
  std::vector<Long> list = item(1);
  std::vector<double> cross(3 * LANES, NAN), s(3 * LANES, NAN), work((2 + 1 + 1) * LANES, NAN);
  std::vector<double> results(ELIMINATION_RESULTS * LANES, NAN);
  double c[3] = {2, 3, 7};
  for (int e = 0; e < 3; ++e) cross[e * LANES] = c[e];
  int zc[1] = {0}, from[1] = {0};
  double lambda[1] = {2}, damping[1] = {0};
  host::launch<int, const Long*, int, int, const int*, double*, const int*, Long, const double*,
               const int*, Long, double, const double*, int, int, const double*, const double*,
               const int*, Long, double, double*, double*, double*>(
      1, 1, 32, group_elimination, 1, list.data(), 2, 1, zc, cross.data(), from, 1, nullptr, nullptr, 0,
      0, lambda, 1, 0, damping, nullptr, nullptr, 0, 0, s.data(), work.data(), results.data());
  expect("S00", s[0], 2 - 16.0 / 9, 1e-15);
  expect("S10", s[LANES], 3 - 24.0 / 9, 1e-15);
  expect("S11", s[2 * LANES], 7 - 36.0 / 9, 1e-15);
  expect("log det M", results[LOG_DET_M * LANES], std::log(9.0), 1e-15);
  expect("bad pivots", results[BAD_PIVOTS * LANES], 0);
}

void divergent(double* x) {
  if (threadIdx.x < 16) {
    __syncthreads();
  } else {
    __syncthreads();
  }
  x[threadIdx.x] = 1;
}

void unordered(double* x) {
  static double shared[64];
  shared[threadIdx.x] = threadIdx.x;
  x[threadIdx.x] = shared[63 - threadIdx.x];
}

}  // namespace

int main(int count, char** arguments) {
  if (count > 1) {
    double x[64];
    bool first = std::strcmp(arguments[1], "divergent") == 0;
    host::launch<double*>(1, 1, 64, first ? divergent : unordered, x);
    std::printf("not caught\n");
    return 0;
  }
  sumsGroups();
  multipliesRows();
  eliminatesOneEffect();
  std::printf("%d failures\n", failures);
  return failures == 0 ? 0 : 1;
}
