// The places where straight-line PTX of the user's formula is spliced in; see kernels/README.md. A
// host build defines these before it includes a kernel.
#pragma once

#ifndef MEAN_STATE
#define MEAN_STATE asm volatile("//@@STATE")
#endif

#ifndef MEAN_PROGRAM
#define MEAN_PROGRAM(x, beta, effects, out, first)                                        \
  asm volatile("//@@MEAN x=%0 beta=%1 effects=%2 out=%3 first=%4" ::"l"(x), "l"(beta), \
               "l"(effects), "l"(out), "r"(first)                                         \
               : "memory")
#endif

#ifndef SCALE_PROGRAM
#define SCALE_PROGRAM(x, mean, delta, out)                                                  \
  asm volatile("//@@SCALE x=%0 mean=%1 delta=%2 out=%3" ::"l"(x), "d"(mean), "l"(delta), \
               "l"(out)                                                                     \
               : "memory")
#endif

#ifndef PAIR_PROGRAM
#define PAIR_PROGRAM(x, paired, delta, out)                                                   \
  asm volatile("//@@PAIR x=%0 paired=%1 delta=%2 out=%3" ::"l"(x), "l"(paired), "l"(delta), \
               "l"(out)                                                                       \
               : "memory")
#endif

#ifndef SUMS_STATE
#define SUMS_STATE asm volatile("//@@SUMS_STATE")
#endif

#ifndef SUMS_ROW
#define SUMS_ROW(x, beta, effects, y, first, counts)                                             \
  asm volatile("//@@SUMS_ROW x=%0 beta=%1 effects=%2 y=%3 first=%4 counts=%5" ::"l"(x), "l"(beta), \
               "l"(effects), "d"(y), "r"(first), "r"(counts)                                     \
               : "memory")
#endif

#ifndef SUMS_END
#define SUMS_END(cross, curvature, rss)                                            \
  asm volatile("//@@SUMS_END cross=%1 curvature=%2 rss=%0" : "=d"(rss) : "l"(cross), \
               "l"(curvature)                                                      \
               : "memory")
#endif
