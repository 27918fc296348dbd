// Runs CUDA kernels on the host: every thread of a block is a fibre, blocks run one after the other, and
// the order is the same each time. Compiled with
//
//   -fsanitize=address,undefined --param asan-instrumentation-with-call-threshold=0
//
// every access of a kernel calls __asan_load or __asan_store, which host_accesses.h takes over: it checks
// the address as the sanitizer does, and that accesses of two threads to the same memory, one of them a
// write, are ordered. A fault ends the program:
//
//   exit code 3   a barrier, or an operation of a warp, that its threads do not reach together
//   exit code 4   an access that nothing orders after that of another thread
#pragma once
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#include <ucontext.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#define __global__
#define __device__
#define __host__
#define __forceinline__ inline
#define __noinline__
#define __restrict__ __restrict
#define __launch_bounds__(...)
#define __shared__ static

#define UNCHECKED __attribute__((no_sanitize_address, no_sanitize_undefined))

struct Index {
  unsigned x, y, z;
};

inline Index threadIdx, blockIdx, blockDim, gridDim;

namespace host {

constexpr unsigned MOST_THREADS = 128, WARP = 32, WARPS = MOST_THREADS / WARP;
constexpr size_t STACK = 128 * 1024;

enum Wait { RUNNING, BARRIER, SHUFFLE, SYNCWARP, RETURNED };

// A thread of the block: its stack, and what it waits for.
struct Thread {
  ucontext_t context;
  char* stack;
  void* fake;
  Wait wait;
  int place;
  double value;
};

inline Thread threads[MOST_THREADS];
inline ucontext_t scheduler;
inline void* schedulersFake;
inline const void* schedulersStack;
inline size_t schedulersSize;
inline Thread* now;

// What has been synchronised so far: a barrier of the block, or __syncwarp, makes what was written before
// it visible to the threads that it names. A shuffle only lets no lane run ahead.
struct Epochs {
  unsigned block, memory, order;
};

inline Epochs epochs[WARPS];

// Makes __syncwarp do nothing, to see that what it orders is found unordered.
inline bool withoutSyncwarp = false;

[[noreturn]] UNCHECKED inline void fail(int code, const char* what, int place) {
  std::fprintf(stderr, "host shim: %s, line %d, block (%u, %u) thread %u\n", what, place, blockIdx.x,
               blockIdx.y, threadIdx.x);
  std::fflush(nullptr);
  std::_Exit(code);
}

// Lets the others run until the thread is woken.
UNCHECKED inline void await(Wait what, int place) {
  now->wait = what;
  now->place = place;
  __sanitizer_start_switch_fiber(&now->fake, schedulersStack, schedulersSize);
  swapcontext(&now->context, &scheduler);
  __sanitizer_finish_switch_fiber(now->fake, &schedulersStack, &schedulersSize);
}

inline void (*body)(void*);
inline void* bodyArguments;

UNCHECKED inline void begin() {
  __sanitizer_finish_switch_fiber(nullptr, &schedulersStack, &schedulersSize);
  body(bodyArguments);
  now->wait = RETURNED;
  __sanitizer_start_switch_fiber(nullptr, schedulersStack, schedulersSize);
}

UNCHECKED inline void resume(unsigned t) {
  now = &threads[t];
  threadIdx = {t, 0, 0};
  now->wait = RUNNING;
  __sanitizer_start_switch_fiber(&schedulersFake, now->stack, STACK);
  swapcontext(&scheduler, &now->context);
  __sanitizer_finish_switch_fiber(schedulersFake, nullptr, nullptr);
  now = nullptr;
}

// Wakes threads from..to if all that have not returned wait for the same thing at the same place.
UNCHECKED inline bool wake(unsigned from, unsigned to, Wait what) {
  unsigned first = to;
  for (unsigned t = from; t < to; ++t) {
    if (threads[t].wait == RETURNED) continue;
    if (threads[t].wait != what) return false;
    if (first == to) first = t;
    if (threads[t].place != threads[first].place) {
      threadIdx = {t, 0, 0};
      fail(3, "divergent barrier: threads wait at different places", threads[t].place);
    }
  }
  for (unsigned t = first; t < to; ++t) {
    if (threads[t].wait == what) threads[t].wait = RUNNING;
  }
  for (unsigned w = from / WARP; w * WARP < to; ++w) {
    epochs[w].order += what == SHUFFLE || what == SYNCWARP;
    epochs[w].memory += what == SYNCWARP;
    epochs[w].block += what == BARRIER;
  }
  return first < to;
}

// Runs the threads of one block to their ends.
UNCHECKED inline void runBlock(unsigned count) {
  for (unsigned t = 0; t < count; ++t) {
    Thread& thread = threads[t];
    if (!thread.stack) thread.stack = static_cast<char*>(std::malloc(STACK));
    getcontext(&thread.context);
    thread.context.uc_stack.ss_sp = thread.stack;
    thread.context.uc_stack.ss_size = STACK;
    thread.context.uc_link = &scheduler;
    makecontext(&thread.context, begin, 0);
    thread.wait = RUNNING;
  }
  while (true) {
    bool ran = false, left = false;
    for (unsigned t = 0; t < count; ++t) {
      if (threads[t].wait == RUNNING) resume(t), ran = true;
      left = left || threads[t].wait != RETURNED;
    }
    if (!left) return;
    for (unsigned w = 0; w * WARP < count; ++w) {
      unsigned end = (w + 1) * WARP < count ? (w + 1) * WARP : count;
      ran = wake(w * WARP, end, SHUFFLE) || wake(w * WARP, end, SYNCWARP) || ran;
    }
    ran = wake(0, count, BARRIER) || ran;
    if (!ran) {
      unsigned t = 0;
      while (threads[t].wait == RETURNED) ++t;
      threadIdx = {t, 0, 0};
      fail(3, "divergent barrier: some threads never arrive", threads[t].place);
    }
  }
}

void beginAccesses();

// Runs a function over a grid.
UNCHECKED inline void run(unsigned x, unsigned y, unsigned count, void (*of)(void*), void* arguments) {
  beginAccesses();
  body = of;
  bodyArguments = arguments;
  gridDim = {x, y, 1};
  blockDim = {count, 1, 1};
  for (unsigned by = 0; by < y; ++by) {
    for (unsigned bx = 0; bx < x; ++bx) {
      blockIdx = {bx, by, 0};
      runBlock(count);
    }
  }
}

// The value of a lane of the warp; the second meeting keeps it until all have read it.
UNCHECKED inline double shuffle(unsigned mask, double value, unsigned lane, int line) {
  if (mask != 0xffffffffu) fail(3, "a mask that leaves lanes out", line);
  now->value = value;
  await(SHUFFLE, line);
  Thread& from = threads[threadIdx.x / WARP * WARP + lane];
  if (from.wait == RETURNED) fail(3, "a shuffle reads from a lane that has returned", line);
  double got = from.value;
  await(SHUFFLE, -line);
  return got;
}

UNCHECKED inline double shuffleDown(unsigned mask, double value, unsigned distance, int line) {
  unsigned lane = threadIdx.x % WARP;
  return shuffle(mask, value, lane + distance < WARP ? lane + distance : lane, line);
}

UNCHECKED inline void syncwarp(int line) {
  if (!withoutSyncwarp) await(SYNCWARP, line);
}

}  // namespace host

#define __syncthreads() host::await(host::BARRIER, __LINE__)
#define __syncwarp() host::syncwarp(__LINE__)
#define __shfl_sync(mask, value, lane) host::shuffle(mask, value, (unsigned)(lane), __LINE__)
#define __shfl_down_sync(mask, value, distance) host::shuffleDown(mask, value, distance, __LINE__)

inline long long __double_as_longlong(double x) {
  long long bits;
  std::memcpy(&bits, &x, sizeof bits);
  return bits;
}

inline double __longlong_as_double(long long bits) {
  double x;
  std::memcpy(&x, &bits, sizeof x);
  return x;
}

inline unsigned long long __umul64hi(unsigned long long a, unsigned long long b) {
  return (unsigned long long)((unsigned __int128)a * b >> 64);
}

inline int __clzll(long long x) { return x == 0 ? 64 : __builtin_clzll((unsigned long long)x); }

using std::fma;
using std::sqrt;
