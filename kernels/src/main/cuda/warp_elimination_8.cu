#include "warp_elimination.cuh"

// One warp a group, n <= 33 and q <= 8.
WARP_ELIMINATION(8)
