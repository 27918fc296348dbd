#include "register_elimination.cuh"

// One thread a group, n <= 5 and q <= 2.
REGISTER_ELIMINATION(5, 2)
