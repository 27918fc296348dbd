#include "register_elimination.cuh"

// One thread a group, n <= 11 and q <= 5.
REGISTER_ELIMINATION(11, 5)
