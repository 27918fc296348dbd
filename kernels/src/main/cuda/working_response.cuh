// From the cross-product of [J r] to that of [J w].
#pragma once
#include "tiles.cuh"

// With w = r + J e, e the effects that reach the group as a combination of columns, on a packed triangle c
// of order n in place:
//   J'w = J'r + J'J e,  w'w = r'r + e'(J'r + J'w)
//
// e         q effects; zc their columns
__device__ __forceinline__ void toWorkingResponse(double* c, int n, const double* e, int q,
                                                  const int* zc) {
  int m = n - 1;
  double* last = c + (Long)triangle(m) * LANES;
  double corner = 0;
  for (int a = 0; a < q; ++a) corner += e[a * LANES] * last[zc[a] * LANES];
  for (int j = 0; j < m; ++j) {
    double sum = last[j * LANES];
    for (int a = 0; a < q; ++a) sum += c[packed(zc[a], j) * LANES] * e[a * LANES];
    last[j * LANES] = sum;
  }
  for (int a = 0; a < q; ++a) corner += e[a * LANES] * last[zc[a] * LANES];
  last[m * LANES] += corner;
}
