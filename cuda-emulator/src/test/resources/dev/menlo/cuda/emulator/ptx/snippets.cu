// Code of the kinds that the kernels are made of, to test the interpreter on a compiler's PTX.
// snippets.ptx: nvcc 13.0.88 -arch=sm_75 -ptx snippets.cu

// Lane i holds row i of a 4 x 4 matrix, eight matrices a warp; the columns travel by shuffles.
extern "C" __global__ void cholesky_by_lanes(const double* a, double* l, int* failed, int count)
{
  int lane = threadIdx.x & 3, matrix = (blockIdx.x * blockDim.x + threadIdx.x) >> 2;
  bool live = matrix < count;
  double row[4];
  for (int c = 0; c < 4; ++c) row[c] = live ? a[matrix * 16 + c * 4 + lane] : (c == lane ? 1.0 : 0.0);
  int bad = 0;
#pragma unroll
  for (int j = 0; j < 4; ++j) {
    double d = __shfl_sync(0xffffffffu, row[j], j, 4);
    if (!(d > 0.0) && !bad) bad = j + 1;
    double s = sqrt(d);
    double v = lane == j ? s : row[j] / s;
    row[j] = lane >= j ? v : 0.0;
#pragma unroll
    for (int c = j + 1; c < 4; ++c) {
      double other = __shfl_sync(0xffffffffu, row[j], c, 4);
      if (lane >= c) row[c] = fma(-row[j], other, row[c]);
    }
  }
  if (live) for (int c = 0; c < 4; ++c) l[matrix * 16 + c * 4 + lane] = row[c];
  if (live && lane == 0) failed[matrix] = bad;
}

// Sums a block's values as a tree in dynamic shared memory; the result has one order of additions.
extern "C" __global__ void block_sums(const double* x, double* sums, int n)
{
  extern __shared__ double part[];
  int t = threadIdx.x, i = blockIdx.x * blockDim.x + t;
  part[t] = i < n ? x[i] : 0.0;
  __syncthreads();
  for (int half = blockDim.x / 2; half > 0; half >>= 1) {
    if (t < half) part[t] += part[t + half];
    __syncthreads();
  }
  if (t == 0) sums[blockIdx.x] = part[0];
}

// Threads of a warp leave the loop at different times and meet again.
extern "C" __global__ void collatz(const unsigned long long* start, int* steps, int n)
{
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  unsigned long long v = start[i];
  int k = 0;
  while (v != 1) { v = (v & 1) ? 3 * v + 1 : v >> 1; ++k; }
  steps[i] = k;
}

// The compiler's own functions: local memory, tables, calls, 128-bit products, f32 seeds.
extern "C" __global__ void functions(const double* x, double* y, int n)
{
  int i = threadIdx.x;
  if (i >= n) return;
  double v = x[i];
  y[i] = exp(v); y[n + i] = log(fabs(v)); y[2 * n + i] = sin(v); y[3 * n + i] = tanh(v);
  y[4 * n + i] = pow(fabs(v), 1.3); y[5 * n + i] = atan(v); y[6 * n + i] = lgamma(fabs(v) + 0.5);
  y[7 * n + i] = floor(v) + ceil(v) + rint(v); y[8 * n + i] = fmin(v, 1.0) + fmax(v, -1.0);
}

// Integers of every width, bits, a switch, a struct by value, a local array indexed at run time.
struct Pair { long long first; int second; };
__device__ const int weight[5] = {7, -3, 11, 2, 5};
__constant__ unsigned char octet[4] = {200, 10, 0, 255};
extern "C" __global__ void integers(const int* x, long long* y, Pair pair, int n)
{
  int i = threadIdx.x;
  if (i >= n) return;
  int v = x[i];
  long long local[8];
  for (int k = 0; k < 8; ++k) local[k] = (long long)v * k + pair.first;
  long long s = local[v & 7] / (pair.second | 1) + local[(v >> 3) & 7] % 97;
  s += weight[(unsigned)v % 5u] + octet[v & 3] + __popc(v) + __clz(v) + __ffs(v) + (short)v;
  s ^= (long long)((unsigned)v / 3u) << 20;
  switch (v & 7) { case 0: s += 1; break; case 1: s -= 5; break; case 2: s *= 3; break;
    case 4: s = -s; break; case 5: s += __mulhi(v, v); break; default: s ^= 0x55; }
  y[i] = s + __umul64hi((unsigned long long)s, 0x9e3779b97f4a7c15ull);
}
