// Tiles of 32 groups, the items of a launch, and packed triangles: what every kernel shares. The
// layout is described in kernels/README.md.
#pragma once

typedef long long Long;

constexpr int LANES = 32;

// Fields of an item, one tile of one active fit.
enum Field {
  FIT,
  GROUPS,
  FIT_TILE,
  DESIGN_TILE,
  COVARIATE_ROW,
  FIT_ROW,
  BLOCK_ROW,
  PAIR_ROW,
  LAGS,
  ITEM_LENGTH = 10
};

// The group of this thread: its item and its lane.
struct Group {
  const Long* item;
  int lane;
  int fit;
  bool live;

  __device__ __forceinline__ Group(int items, const Long* list) {
    int warp = (int)((blockIdx.x * blockDim.x + threadIdx.x) / LANES);
    lane = (int)(threadIdx.x % LANES);
    live = warp < items;
    item = list + (Long)(live ? warp : 0) * ITEM_LENGTH;
    live = live && lane < item[GROUPS];
    fit = (int)item[FIT];
  }

  // The group in a lane of an item, where a thread does not belong to its own lane's.
  __device__ __forceinline__ Group(const Long* item, int lane)
      : item(item), lane(lane), fit((int)item[FIT]), live(lane < item[GROUPS]) {}

  __device__ __forceinline__ Long operator[](Field field) const { return item[field]; }

  // Tile of the fit in an array that exists in several sets; set is null for one that does not.
  __device__ __forceinline__ Long tile(const int* set, Long distance) const {
    return item[FIT_TILE] + (set == nullptr ? 0 : set[fit] * distance);
  }

  // Element 0 of this group in an array of width elements a group; element e is at [e * LANES].
  template <class T>
  __device__ __forceinline__ T* of(T* array, Long tile, Long width) const {
    return array + tile * width * LANES + lane;
  }

  // Place of this group in an array of one number a group.
  __device__ __forceinline__ Long slot(Field tile) const { return item[tile] * LANES + lane; }
};

// Position of entry (i, j), in either order, of a symmetric matrix packed by rows.
__device__ __forceinline__ int packed(int i, int j) {
  return i >= j ? i * (i + 1) / 2 + j : j * (j + 1) / 2 + i;
}

__device__ __forceinline__ int triangle(int n) { return n * (n + 1) / 2; }

__device__ __forceinline__ bool isFinite(double x) { return x - x == 0; }

// Sum of logarithms of positive numbers with few logarithms: mantissas are multiplied.
struct LogDeterminant {
  double product = 1;
  double exponent = 0;

  __device__ __forceinline__ void add(double x) {
    product *= x;
    if (!(product < 0x1p200 && product > 0x1p-200)) {
      exponent += log(product);
      product = 1;
    }
  }

  __device__ __forceinline__ double value() const { return exponent + log(product); }
};
