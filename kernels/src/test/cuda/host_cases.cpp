// Kernels of src/main/cuda compiled for the host.
//
//   host_cases IN OUT   runs the launches of a file, as HostProgram writes it, and writes what they left
//   host_cases NAME     runs a kernel that is broken on purpose and must be caught
//   --no-syncwarp first makes __syncwarp do nothing
#include "host_kernels.h"

namespace {

using host::Word;

void divergent(double* x) {
  if (threadIdx.x < 16) {
    __syncthreads();
  } else {
    __syncthreads();
  }
  x[threadIdx.x] = 1;
}

void unordered(double* x) {
  __shared__ double shared[64];
  shared[threadIdx.x] = threadIdx.x;
  x[threadIdx.x] = shared[63 - threadIdx.x];
}

void ordered(double* x) {
  __shared__ double shared[64];
  shared[threadIdx.x] = threadIdx.x;
  __syncthreads();
  x[threadIdx.x] = shared[63 - threadIdx.x];
  __syncthreads();
  shared[63 - threadIdx.x] = 0;
}

// A shuffle lets the lanes go on together, but makes no write visible.
void shuffled(double* x) {
  x[threadIdx.x] = threadIdx.x;
  double y = __shfl_sync(0xffffffffu, 1.0, 0);
  x[64 + threadIdx.x] = y + x[threadIdx.x ^ 1];
}

// Half of a warp does not come to the shuffle.
void missing(double* x) {
  if (threadIdx.x % 32 < 16) x[threadIdx.x] = __shfl_down_sync(0xffffffffu, 1.0, 1);
  else __syncthreads();
}

// The second half of a warp has returned.
void returned(double* x) {
  if (threadIdx.x % 32 >= 16) return;
  x[threadIdx.x] = __shfl_sync(0xffffffffu, 1.0, 20);
}

// Two blocks write to the same place.
void blocks(double* x) { x[threadIdx.x] = threadIdx.x; }

void outside(double* x) { x[64 + threadIdx.x] = threadIdx.x; }

void overflowing(double* x) { x[threadIdx.x] = 0x7fffffff + (int)threadIdx.x; }

const struct {
  const char* name;
  void (*kernel)(double*);
  unsigned grid;
} BROKEN[] = {{"divergent", divergent, 1}, {"unordered", unordered, 1}, {"ordered", ordered, 1},
              {"shuffled", shuffled, 1},   {"missing", missing, 1},     {"returned", returned, 1},
              {"blocks", blocks, 2},       {"outside", outside, 1},     {"overflowing", overflowing, 1}};

int broken(const char* name) {
  for (auto& one : BROKEN) {
    if (std::strcmp(one.name, name) != 0) continue;
    Word words[1];
    double* x = static_cast<double*>(std::malloc(128 * sizeof(double)));
    if (std::strcmp(name, "outside") == 0) x = static_cast<double*>(std::realloc(x, 64 * sizeof(double)));
    std::memcpy(words, &x, sizeof x);
    static void (*kernel)(double*);
    kernel = one.kernel;
    host::run(one.grid, 1, 64, [](void* w) { host::call(kernel, w); }, words);
    std::printf("not caught\n");
    return 0;
  }
  return 2;
}

Word word(FILE* in) {
  Word w;
  if (std::fread(&w, sizeof w, 1, in) != 1) host::fail(2, "the file ends early", 0);
  return w;
}

constexpr unsigned MOST = 32;
enum Tag { VALUE, BUFFER };

// One launch: name of 64 bytes, grid, threads, buffers with their sizes in bytes, arguments.
void launch(FILE* in, FILE* out) {
  char name[65] = {};
  if (std::fread(name, 64, 1, in) != 1) host::fail(2, "the file ends early", 0);
  unsigned x = (unsigned)word(in), y = (unsigned)word(in), threads = (unsigned)word(in);
  Word buffers = word(in), sizes[MOST], words[MOST];
  void* memory[MOST];
  for (Word b = 0; b < buffers; ++b) {
    sizes[b] = word(in);
    // Of its very size: the sanitizer knows where it ends.
    memory[b] = std::malloc(sizes[b]);
    if (std::fread(memory[b], 1, sizes[b], in) != sizes[b]) host::fail(2, "the file ends early", 0);
  }
  Word arguments = word(in);
  for (Word a = 0; a < arguments; ++a) {
    Word tag = word(in);
    words[a] = word(in);
    if (tag == BUFFER) std::memcpy(&words[a], &memory[words[a]], sizeof(void*));
  }
  for (const host::Kernel& kernel : host::KERNELS) {
    if (std::strcmp(kernel.name, name) != 0) continue;
    if (kernel.arguments != arguments) host::fail(2, name, (int)arguments);
    host::run(x, y, threads, kernel.call, words);
    for (Word b = 0; b < buffers; ++b) {
      std::fwrite(memory[b], 1, sizes[b], out);
      std::free(memory[b]);
    }
    return;
  }
  host::fail(2, name, 0);
}

}  // namespace

int main(int count, char** arguments) {
  if (count > 1 && std::strcmp(arguments[1], "--no-syncwarp") == 0) {
    host::withoutSyncwarp = true;
    --count;
    ++arguments;
  }
  if (count == 2) return broken(arguments[1]);
  if (count != 3) return 2;
  FILE* in = std::fopen(arguments[1], "rb");
  FILE* out = std::fopen(arguments[2], "wb");
  if (!in || !out) return 2;
  for (Word left = word(in); left > 0; --left) launch(in, out);
  std::fclose(in);
  return std::fclose(out);
}
