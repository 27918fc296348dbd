#include "register_elimination.cuh"

// One thread a group, n <= 8 and q <= 3.
REGISTER_ELIMINATION(8, 3)
