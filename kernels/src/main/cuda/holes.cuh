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
