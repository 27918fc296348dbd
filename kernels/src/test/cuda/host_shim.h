// Runs CUDA kernels on the host: one thread of the system for each thread of a block, blocks one after
// the other. With -fsanitize=address,undefined every access is checked, with -fsanitize=thread also that
// barriers order them. A barrier that some threads of a block never reach, or that threads reach at
// different places, ends the program with exit code 3.
#pragma once
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#define __global__
#define __device__
#define __host__
#define __forceinline__ inline
#define __noinline__
#define __restrict__ __restrict
#define __launch_bounds__(...)
#define __shared__ static

struct Index {
  unsigned x, y, z;
};

inline thread_local Index threadIdx, blockIdx, blockDim, gridDim;

namespace host {

// Where threads wait for each other.
class Meeting {
 public:
  explicit Meeting(unsigned threads) : expected(threads) {}

  void arrive(int place) {
    std::unique_lock<std::mutex> lock(mutex);
    if (arrived > 0 && place != at) fail("threads wait at different places", place);
    at = place;
    if (++arrived == expected) {
      open();
      return;
    }
    unsigned long mine = round;
    if (!changed.wait_for(lock, std::chrono::seconds(20), [&] { return round != mine; })) {
      fail("some threads never arrive", place);
    }
  }

  // A thread that has returned is not waited for.
  void leave() {
    std::lock_guard<std::mutex> lock(mutex);
    --expected;
    if (arrived > 0 && arrived == expected) open();
  }

 private:
  void open() {
    arrived = 0;
    ++round;
    changed.notify_all();
  }

  void fail(const char* what, int place) {
    std::fprintf(stderr, "host shim: divergent barrier, line %d: %s\n", place, what);
    std::fflush(stderr);
    std::_Exit(3);
  }

  std::mutex mutex;
  std::condition_variable changed;
  unsigned expected, arrived = 0;
  unsigned long round = 0;
  int at = 0;
};

struct Warp {
  explicit Warp(unsigned lanes) : meeting(lanes) {}
  Meeting meeting;
  double values[32] = {};
};

inline thread_local Meeting* block = nullptr;
inline thread_local Warp* warp = nullptr;

template <class... A>
void launch(unsigned x, unsigned y, unsigned threads, void (*kernel)(A...), A... arguments) {
  for (unsigned by = 0; by < y; ++by) {
    for (unsigned bx = 0; bx < x; ++bx) {
      Meeting all(threads);
      std::vector<std::unique_ptr<Warp>> warps;
      for (unsigned t = 0; t < threads; t += 32) {
        warps.push_back(std::make_unique<Warp>(threads - t < 32 ? threads - t : 32));
      }
      std::vector<std::thread> running;
      for (unsigned t = 0; t < threads; ++t) {
        running.emplace_back([&, t] {
          threadIdx = {t, 0, 0};
          blockIdx = {bx, by, 0};
          blockDim = {threads, 1, 1};
          gridDim = {x, y, 1};
          block = &all;
          warp = warps[t / 32].get();
          kernel(arguments...);
          block->leave();
          warp->meeting.leave();
        });
      }
      for (std::thread& thread : running) thread.join();
    }
  }
}

inline double shuffleDown(double value, unsigned distance, int line) {
  unsigned lane = threadIdx.x % 32;
  warp->values[lane] = value;
  warp->meeting.arrive(line);
  double read = lane + distance < 32 ? warp->values[lane + distance] : value;
  warp->meeting.arrive(-line);
  return read;
}

}  // namespace host

#define __syncthreads() host::block->arrive(__LINE__)
#define __shfl_down_sync(mask, value, distance) host::shuffleDown(value, distance, __LINE__)

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
