// Every access of a kernel: is the address its own, and is it ordered after those of other threads? Takes
// over the calls that -fsanitize=address makes where --param asan-instrumentation-with-call-threshold=0.
//
// Two accesses to the same memory by two threads, one of them a write, are ordered
//   in a block     by a barrier between them
//   in a warp      by __syncwarp between them, or by a shuffle if a read comes before a write
// and by nothing else: blocks run in any order. Memory is looked at in pieces of 4 bytes; the stack of the
// thread itself is left out.
#pragma once
#include "host_shim.h"

namespace host {

// Who touched a piece of memory, and when.
struct Stamp {
  unsigned block, thread;
  Epochs when;
  const void* place;
};

// What the threads of a launch did to a piece. Readers: two lanes of one warp, then two of another, the
// latest first; a write that is not ordered after some reader is not ordered after one of these.
struct Piece {
  unsigned long key;
  unsigned launch, writes;
  Stamp write;
  Stamp reads[4];
  unsigned readers;
};

constexpr unsigned PIECES = 1 << 18;
inline Piece* pieces;
inline unsigned launch;

UNCHECKED inline void beginAccesses() {
  if (!pieces) pieces = static_cast<Piece*>(std::calloc(PIECES, sizeof(Piece)));
  ++launch;
}

UNCHECKED inline Piece& piece(unsigned long key) {
  for (unsigned k = 0, at = key * 0x9e3779b97f4a7c15ull >> 46; k < PIECES; ++k, at = (at + 1) % PIECES) {
    Piece& p = pieces[at];
    if (p.launch == launch && p.key == key) return p;
    if (p.launch != launch) {
      p.key = key;
      p.launch = launch;
      p.writes = p.readers = 0;
      return p;
    }
  }
  fail(5, "a case touches too much memory", 0);
}

UNCHECKED inline unsigned warpOf(const Stamp& s) { return s.thread / WARP; }

UNCHECKED inline bool isOrdered(const Stamp& before, const Stamp& after, bool readThenWrite) {
  if (before.block != after.block) return false;
  if (before.thread == after.thread || before.when.block < after.when.block) return true;
  if (warpOf(before) != warpOf(after)) return false;
  return readThenWrite ? before.when.order < after.when.order : before.when.memory < after.when.memory;
}

UNCHECKED inline void unordered(const char* what, const Stamp& before, const Stamp& after) {
  char places[2][256];
  __sanitizer_symbolize_pc(const_cast<void*>(before.place), "%f %S", places[0], sizeof places[0]);
  __sanitizer_symbolize_pc(const_cast<void*>(after.place), "%f %S", places[1], sizeof places[1]);
  std::fprintf(stderr, "host shim: unordered access: %s\n", what);
  std::fprintf(stderr, "  block %u thread %u in %s\n", before.block, before.thread, places[0]);
  std::fprintf(stderr, "  block %u thread %u in %s\n", after.block, after.thread, places[1]);
  std::fflush(nullptr);
  std::_Exit(4);
}

UNCHECKED inline void addReader(Piece& p, const Stamp& s) {
  for (unsigned k = 0; k < p.readers; ++k) {
    if (p.reads[k].block == s.block && p.reads[k].thread == s.thread) {
      p.reads[k] = s;
      return;
    }
  }
  // Readers that are ordered before this one need not be kept; of a warp two are enough.
  unsigned kept = 0, ofWarp = 0;
  for (unsigned k = 0; k < p.readers; ++k) {
    const Stamp& r = p.reads[k];
    bool same = r.block == s.block && warpOf(r) == warpOf(s);
    if (isOrdered(r, s, true) || (same && ++ofWarp > 1)) continue;
    p.reads[kept++] = r;
  }
  p.readers = kept;
  if (kept < 4) p.reads[p.readers++] = s;
}

UNCHECKED inline void touch(unsigned long address, unsigned size, bool write, const void* place) {
  unsigned long stack = reinterpret_cast<unsigned long>(now->stack);
  if (address - stack < STACK) return;
  Stamp s{blockIdx.y * gridDim.x + blockIdx.x, threadIdx.x, epochs[threadIdx.x / WARP], place};
  for (unsigned long key = address / 4; key <= (address + size - 1) / 4; ++key) {
    Piece& p = piece(key);
    if (p.writes && !isOrdered(p.write, s, false)) {
      unordered(write ? "two writes" : "a write, then a read", p.write, s);
    }
    if (!write) {
      addReader(p, s);
      continue;
    }
    for (unsigned k = 0; k < p.readers; ++k) {
      if (!isOrdered(p.reads[k], s, true)) unordered("a read, then a write", p.reads[k], s);
    }
    p.readers = 0;
    p.writes = 1;
    p.write = s;
  }
}

}  // namespace host

#define ACCESS(name, report, size, write)                                                          \
  extern "C" void report(unsigned long);                                                           \
  extern "C" UNCHECKED void name(unsigned long address) {                                          \
    if (__asan_region_is_poisoned(reinterpret_cast<void*>(address), size)) report(address);        \
    if (host::now) host::touch(address, size, write, __builtin_return_address(0));                 \
  }

ACCESS(__asan_load1, __asan_report_load1, 1, false)
ACCESS(__asan_load2, __asan_report_load2, 2, false)
ACCESS(__asan_load4, __asan_report_load4, 4, false)
ACCESS(__asan_load8, __asan_report_load8, 8, false)
ACCESS(__asan_load16, __asan_report_load16, 16, false)
ACCESS(__asan_store1, __asan_report_store1, 1, true)
ACCESS(__asan_store2, __asan_report_store2, 2, true)
ACCESS(__asan_store4, __asan_report_store4, 4, true)
ACCESS(__asan_store8, __asan_report_store8, 8, true)
ACCESS(__asan_store16, __asan_report_store16, 16, true)

#undef ACCESS

extern "C" void __asan_report_load_n(unsigned long, unsigned long);
extern "C" void __asan_report_store_n(unsigned long, unsigned long);

extern "C" UNCHECKED void __asan_loadN(unsigned long address, unsigned long size) {
  if (__asan_region_is_poisoned(reinterpret_cast<void*>(address), size)) __asan_report_load_n(address, size);
  if (host::now) host::touch(address, size, false, __builtin_return_address(0));
}

extern "C" UNCHECKED void __asan_storeN(unsigned long address, unsigned long size) {
  if (__asan_region_is_poisoned(reinterpret_cast<void*>(address), size)) __asan_report_store_n(address, size);
  if (host::now) host::touch(address, size, true, __builtin_return_address(0));
}
