// All sources of src/main/cuda in one translation unit, and a table of the kernels.
#pragma once
#include "host_accesses.h"
#include "host_formulas.h"
#include "roots.cuh"
#include "trouble.cuh"

#include "back_substitution.cu"
#include "cross_products.cu"
#include "elementary_functions.cu"
#include "elimination_tangents.cu"
#include "fused_pass.cu"
#include "group_elimination.cu"
#include "lag_table.cu"
#include "mean_evaluation.cu"
#include "newton_model.cu"
#include "residual_pairs.cu"
#include "residual_scale.cu"
#include "segmented_reduction.cu"
#include "single_level.cu"
#include "whiten_columns.cu"
#include "whitening.cu"
#include "whitening_tangents.cu"
namespace by_registers {
#include "register_elimination_11_5.cu"
#include "register_elimination_5_2.cu"
#include "register_elimination_8_3.cu"
}  // namespace by_registers
namespace by_warps {
#include "warp_elimination_16.cu"
#include "warp_elimination_8.cu"
}  // namespace by_warps

#include <utility>

namespace host {

typedef unsigned long long Word;

// A value from the low bytes of a word.
template <class T>
T from(Word word) {
  T value;
  std::memcpy(&value, &word, sizeof value);
  return value;
}

template <class... A, size_t... K>
void call(void (*kernel)(A...), const Word* words, std::index_sequence<K...>) {
  kernel(from<A>(words[K])...);
}

template <class... A>
void call(void (*kernel)(A...), void* words) {
  call(kernel, static_cast<const Word*>(words), std::index_sequence_for<A...>());
}

template <class... A>
constexpr unsigned count(void (*)(A...)) {
  return sizeof...(A);
}

struct Kernel {
  const char* name;
  unsigned arguments;
  void (*call)(void* words);
};

// A function of a formula as a kernel: one value a thread.
inline void map(double (*f)(double), const double* x, const double*, double* out) {
  out[threadIdx.x] = f(x[threadIdx.x]);
}

inline void map(double (*f)(double, double), const double* x, const double* y, double* out) {
  out[threadIdx.x] = f(x[threadIdx.x], y[threadIdx.x]);
}

inline void map(double (*f)(double, int), const double* x, const double* y, double* out) {
  out[threadIdx.x] = f(x[threadIdx.x], (int)y[threadIdx.x]);
}

inline void map(double (*f)(double, double, int), const double* x, const double* y, double* out) {
  out[threadIdx.x] = f(x[threadIdx.x], y[threadIdx.x], (int)(threadIdx.x % 4));
}

template <auto F>
void mapped(void* words) {
  const Word* w = static_cast<const Word*>(words);
  map(F, from<const double*>(w[0]), from<const double*>(w[1]), from<double*>(w[2]));
}

#define KERNEL(name) {#name, count(name), [](void* words) { call(name, words); }}
#define FUNCTION(name) {"map_" #name, 3, mapped<name>}

inline const Kernel KERNELS[] = {
    KERNEL(back_substitution),   KERNEL(cross_products),
    KERNEL(curvature_products),  KERNEL(sum_of_squares),
    KERNEL(residual_sums),       KERNEL(working_response),
    KERNEL(tangents_prepare),    KERNEL(tangents_first),
    KERNEL(tangents_outer),      KERNEL(tangents_second),
    KERNEL(fused_pass),          KERNEL(group_elimination),
    KERNEL(sum_children),        KERNEL(lag_table_entries),
    KERNEL(mean_evaluation),     KERNEL(newton_model),
    KERNEL(residual_pairs),      KERNEL(residual_scale),
    KERNEL(segmented_reduction), KERNEL(single_level_prepare),
    KERNEL(single_level),        KERNEL(whiten_columns),
    KERNEL(copy_column),         KERNEL(finite_residuals),
    KERNEL(scale_factor),        KERNEL(markov_factor),
    KERNEL(banded_factor),       KERNEL(whitening_tangents),
    KERNEL(correlation_traces),  {"register_elimination_5_2", 23, [](void* w) { call(by_registers::register_elimination_5_2, w); }},
    {"register_elimination_8_3", 23, [](void* w) { call(by_registers::register_elimination_8_3, w); }},
    {"register_elimination_11_5", 23, [](void* w) { call(by_registers::register_elimination_11_5, w); }},
    {"warp_elimination_8", 23, [](void* w) { call(by_warps::warp_elimination_8, w); }},
    {"warp_elimination_16", 23, [](void* w) { call(by_warps::warp_elimination_16, w); }},
    FUNCTION(menlo_exp),         FUNCTION(menlo_expm1),
    FUNCTION(menlo_sinh),        FUNCTION(menlo_cosh),
    FUNCTION(menlo_tanh),        FUNCTION(menlo_invlogit),
    FUNCTION(menlo_lngamma),     FUNCTION(menlo_digamma),
    FUNCTION(menlo_polygamma),   FUNCTION(menlo_log),
    FUNCTION(menlo_pow),         FUNCTION(menlo_powlog),
    FUNCTION(menlo_log10),       FUNCTION(menlo_log1p),
    FUNCTION(menlo_asinh),       FUNCTION(menlo_acosh),
    FUNCTION(menlo_atanh),       FUNCTION(menlo_normal),
    FUNCTION(menlo_invnormal),   FUNCTION(menlo_sin),
    FUNCTION(menlo_cos),         FUNCTION(menlo_tan),
    FUNCTION(menlo_atan),        FUNCTION(menlo_asin),
    FUNCTION(menlo_acos),        FUNCTION(menlo_atan2),
    FUNCTION(menlo_round),       FUNCTION(menlo_mod),
    FUNCTION(menlo_sign)};

#undef KERNEL
#undef FUNCTION

}  // namespace host
