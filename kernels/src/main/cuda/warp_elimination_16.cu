#include "warp_elimination.cuh"

// One warp a group, n <= 33 and q <= 16.
WARP_ELIMINATION(16)
