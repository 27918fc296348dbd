#include "tiles.cuh"

// Sums over the groups of a fit in an order that depends on its design alone: one warp a segment and
// column; lane l adds the groups of lane l tile by tile, then a tree over the lanes. Run once over
// segments of 64 tiles and once more over their sums.
//
// segments  per segment: fit, first tile, groups, tile and lane where the sum goes
// in        columns a group, in set from[fit] of distance tiles; null: one set
// out       column c of tile t and lane l goes to out[(t columns + c) stride + l]
extern "C" __global__ void __launch_bounds__(128, 1) segmented_reduction(
    int items, const Long* __restrict__ segments, const double* __restrict__ in, int columns,
    const int* __restrict__ from, Long distance, double* out, Long stride) {
  int warp = (int)((blockIdx.x * blockDim.x + threadIdx.x) / LANES);
  int lane = (int)(threadIdx.x % LANES);
  if (warp >= items) return;
  const Long* segment = segments + (Long)warp * 5;
  Long first = segment[1] + (from == nullptr ? 0 : from[segment[0]] * distance);
  Long groups = segment[2];
  for (int c = (int)blockIdx.y; c < columns; c += (int)gridDim.y) {
    double sum = 0;
    for (Long t = 0; t * LANES + lane < groups; ++t) {
      sum += in[((first + t) * columns + c) * LANES + lane];
    }
    for (int reach = LANES / 2; reach > 0; reach /= 2) {
      sum += __shfl_down_sync(0xffffffffu, sum, reach);
    }
    if (lane == 0) out[(segment[3] * columns + c) * stride + segment[4]] = sum;
  }
}
