/*
 * A libcuda.so.1 without a device. Every entry point hands its arguments to a static method of the
 * Java class DriverCalls, which returns a value of at least 0, or minus a CUresult. The virtual machine
 * is found by itself, so the library works loaded by System.load and through the library path alike.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <jni.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef int CUresult;
typedef unsigned long long CUdeviceptr;

enum { INVALID_VALUE = 1, OUT_OF_MEMORY = 2, NO_DEVICE = 100, NOT_SUPPORTED = 801, UNKNOWN = 999 };

static JavaVM *vm;
static jclass calls;

static JNIEnv *environment(void) {
  JNIEnv *env = NULL;
  if (!vm) {
    jsize count = 0;
    jint (*created)(JavaVM **, jsize, jsize *) =
        (jint(*)(JavaVM **, jsize, jsize *))dlsym(RTLD_DEFAULT, "JNI_GetCreatedJavaVMs");
    if (!created || created(&vm, 1, &count) != JNI_OK || count < 1) return NULL;
  }
  if ((*vm)->GetEnv(vm, (void **)&env, JNI_VERSION_1_8) == JNI_EDETACHED)
    (*vm)->AttachCurrentThreadAsDaemon(vm, (void **)&env, NULL);
  return env;
}

static jmethodID method(JNIEnv *env, const char *name, const char *signature) {
  if (!env) return NULL;
  if (!calls) {
    jclass found = (*env)->FindClass(env, "dev/menlo/cuda/emulator/driver/DriverCalls");
    if (found) calls = (*env)->NewGlobalRef(env, found);
  }
  jmethodID id = calls ? (*env)->GetStaticMethodID(env, calls, name, signature) : NULL;
  if ((*env)->ExceptionCheck(env)) {
    (*env)->ExceptionDescribe(env);
    (*env)->ExceptionClear(env);
  }
  return id;
}

JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *machine, void *reserved) {
  (void)reserved;
  vm = machine;
  return JNI_VERSION_1_8;
}

static jlong checked(JNIEnv *env, jlong value) {
  if ((*env)->ExceptionCheck(env)) {
    (*env)->ExceptionDescribe(env);
    (*env)->ExceptionClear(env);
    return -UNKNOWN;
  }
  return value;
}

/* Calls a method of so many long arguments. */
#define CALL(name, signature, ...)                                                      \
  ({                                                                                    \
    JNIEnv *env = environment();                                                        \
    jmethodID id = method(env, name, signature);                                        \
    id ? checked(env, (*env)->CallStaticLongMethod(env, calls, id, ##__VA_ARGS__)) : -UNKNOWN; \
  })
#define CALL0(name) CALL(name, "()J")
#define CALL1(name, a) CALL(name, "(J)J", (jlong)(a))
#define CALL2(name, a, b) CALL(name, "(JJ)J", (jlong)(a), (jlong)(b))
#define CALL3(name, a, b, c) CALL(name, "(JJJ)J", (jlong)(a), (jlong)(b), (jlong)(c))

static CUresult status(jlong value) { return value < 0 ? (CUresult)-value : 0; }

/* Stores a value of at least 0 and returns success, or returns the failure. */
#define GIVE(target, expression)        \
  do {                                  \
    jlong given = (expression);         \
    if (given < 0) return (CUresult)-given; \
    *(target) = (__typeof__(*(target)))given; \
    return 0;                           \
  } while (0)

/* The device and its context. */
CUresult cuInit(unsigned flags) { return status(CALL1("init", flags)); }
CUresult cuDriverGetVersion(int *v) { GIVE(v, CALL0("driverVersion")); }
CUresult cuDeviceGetCount(int *n) { GIVE(n, CALL0("deviceCount")); }
CUresult cuDeviceGet(int *d, int k) { GIVE(d, CALL1("device", k)); }
CUresult cuDeviceGetAttribute(int *v, int a, int d) { GIVE(v, CALL2("deviceAttribute", a, d)); }
CUresult cuDeviceTotalMem_v2(size_t *n, int d) { GIVE(n, CALL1("totalMemory", d)); }
CUresult cuDeviceComputeCapability(int *major, int *minor, int d) {
  CUresult r = cuDeviceGetAttribute(major, 75, d);
  return r ? r : cuDeviceGetAttribute(minor, 76, d);
}
CUresult cuDeviceGetName(char *name, int length, int d) {
  JNIEnv *env = environment();
  jmethodID id = method(env, "deviceName", "()[B");
  if (!id || length < 1) return UNKNOWN;
  (void)d;
  jbyteArray bytes = (jbyteArray)(*env)->CallStaticObjectMethod(env, calls, id);
  jsize n = (*env)->GetArrayLength(env, bytes);
  if (n > length - 1) n = length - 1;
  (*env)->GetByteArrayRegion(env, bytes, 0, n, (jbyte *)name);
  name[n] = 0;
  return 0;
}
CUresult cuDeviceGetUuid(char *uuid, int d) {
  memset(uuid, 7 + d, 16);
  return 0;
}
CUresult cuDevicePrimaryCtxRetain(void **c, int d) { GIVE((intptr_t *)c, CALL1("retain", d)); }
CUresult cuDevicePrimaryCtxRelease_v2(int d) { return status(CALL1("release", d)); }
CUresult cuDevicePrimaryCtxReset_v2(int d) { return status(CALL1("resetContext", d)); }
CUresult cuDevicePrimaryCtxSetFlags_v2(int d, unsigned f) { (void)d; (void)f; return 0; }
CUresult cuCtxCreate_v2(void **c, unsigned f, int d) { (void)f; GIVE((intptr_t *)c, CALL1("retain", d)); }
CUresult cuCtxDestroy_v2(void *c) { (void)c; return status(CALL1("release", 0)); }
CUresult cuCtxSetCurrent(void *c) { return status(CALL1("setCurrent", (intptr_t)c)); }
CUresult cuCtxPushCurrent_v2(void *c) { return status(CALL1("setCurrent", (intptr_t)c)); }
CUresult cuCtxPopCurrent_v2(void **c) { *c = (void *)1; return 0; }
CUresult cuCtxGetCurrent(void **c) { GIVE((intptr_t *)c, CALL0("current")); }
CUresult cuCtxGetDevice(int *d) { *d = 0; return 0; }
CUresult cuCtxSynchronize(void) { return status(CALL0("synchronize")); }
CUresult cuCtxSetLimit(int limit, size_t value) { (void)limit; (void)value; return 0; }
CUresult cuCtxGetStreamPriorityRange(int *least, int *greatest) { *least = 0; *greatest = -1; return 0; }

/* Memory. */
CUresult cuMemGetInfo_v2(size_t *f, size_t *t) {
  jlong total = CALL1("totalMemory", 0);
  if (total < 0) return status(total);
  *t = (size_t)total;
  GIVE(f, CALL0("freeMemory"));
}
CUresult cuMemAlloc_v2(CUdeviceptr *p, size_t n) { GIVE(p, CALL1("allocate", n)); }
CUresult cuMemAllocAsync(CUdeviceptr *p, size_t n, void *s) { (void)s; GIVE(p, CALL1("allocate", n)); }
CUresult cuMemFree_v2(CUdeviceptr p) { return status(CALL1("free", p)); }
CUresult cuMemFreeAsync(CUdeviceptr p, void *s) { return status(CALL2("freeAsync", p, (intptr_t)s)); }
CUresult cuMemHostAlloc(void **p, size_t n, unsigned flags) {
  (void)flags;
  void *memory = aligned_alloc(4096, (n + 4095) / 4096 * 4096 + 4096);
  if (!memory) return OUT_OF_MEMORY;
  memset(memory, 0xCD, n);
  jlong r = CALL2("pin", (intptr_t)memory, n);
  if (r < 0) { free(memory); return status(r); }
  *p = memory;
  return 0;
}
CUresult cuMemAllocHost_v2(void **p, size_t n) { return cuMemHostAlloc(p, n, 0); }
CUresult cuMemFreeHost(void *p) {
  jlong r = CALL1("unpin", (intptr_t)p);
  if (r >= 0) free(p);
  return status(r);
}

/* kind: 0 host to device, 1 device to host. */
static CUresult copy(int kind, CUdeviceptr device, const void *host, size_t n, void *stream, int async) {
  JNIEnv *env = environment();
  jmethodID id = method(env, "copy", "(JJJLjava/nio/ByteBuffer;JJ)J");
  if (!id) return UNKNOWN;
  if (n == 0) return 0;
  jobject buffer = (*env)->NewDirectByteBuffer(env, (void *)host, (jlong)n);
  jlong r = (*env)->CallStaticLongMethod(env, calls, id, (jlong)kind, (jlong)device,
      (jlong)(intptr_t)host, buffer, (jlong)(intptr_t)stream, (jlong)async);
  r = checked(env, r);
  (*env)->DeleteLocalRef(env, buffer);
  return status(r);
}
CUresult cuMemcpyHtoD_v2(CUdeviceptr d, const void *s, size_t n) { return copy(0, d, s, n, NULL, 0); }
CUresult cuMemcpyDtoH_v2(void *d, CUdeviceptr s, size_t n) { return copy(1, s, d, n, NULL, 0); }
CUresult cuMemcpyHtoDAsync_v2(CUdeviceptr d, const void *s, size_t n, void *stream) { return copy(0, d, s, n, stream, 1); }
CUresult cuMemcpyDtoHAsync_v2(void *d, CUdeviceptr s, size_t n, void *stream) { return copy(1, s, d, n, stream, 1); }
static CUresult within(CUdeviceptr d, CUdeviceptr s, size_t n, void *stream) {
  return status(CALL("copyWithin", "(JJJJ)J", (jlong)d, (jlong)s, (jlong)n, (jlong)(intptr_t)stream));
}
CUresult cuMemcpyDtoD_v2(CUdeviceptr d, CUdeviceptr s, size_t n) { return within(d, s, n, NULL); }
CUresult cuMemcpyDtoDAsync_v2(CUdeviceptr d, CUdeviceptr s, size_t n, void *stream) { return within(d, s, n, stream); }
static CUresult fill(CUdeviceptr d, int width, unsigned value, size_t n, void *stream) {
  return status(CALL("fill", "(JJJJJ)J", (jlong)d, (jlong)width, (jlong)value, (jlong)n, (jlong)(intptr_t)stream));
}
CUresult cuMemsetD8_v2(CUdeviceptr d, unsigned char v, size_t n) { return fill(d, 1, v, n, NULL); }
CUresult cuMemsetD16_v2(CUdeviceptr d, unsigned short v, size_t n) { return fill(d, 2, v, n, NULL); }
CUresult cuMemsetD32_v2(CUdeviceptr d, unsigned v, size_t n) { return fill(d, 4, v, n, NULL); }
CUresult cuMemsetD8Async(CUdeviceptr d, unsigned char v, size_t n, void *s) { return fill(d, 1, v, n, s); }
CUresult cuMemsetD16Async(CUdeviceptr d, unsigned short v, size_t n, void *s) { return fill(d, 2, v, n, s); }
CUresult cuMemsetD32Async(CUdeviceptr d, unsigned v, size_t n, void *s) { return fill(d, 4, v, n, s); }

/* Streams, events, graphs. */
CUresult cuStreamCreate(void **s, unsigned flags) { GIVE((intptr_t *)s, CALL1("createStream", flags)); }
CUresult cuStreamCreateWithPriority(void **s, unsigned flags, int p) { (void)p; return cuStreamCreate(s, flags); }
CUresult cuStreamDestroy_v2(void *s) { return status(CALL1("destroyStream", (intptr_t)s)); }
CUresult cuStreamSynchronize(void *s) { return status(CALL1("synchronizeStream", (intptr_t)s)); }
CUresult cuStreamQuery(void *s) { return status(CALL1("queryStream", (intptr_t)s)); }
CUresult cuStreamWaitEvent(void *s, void *e, unsigned f) { (void)f; return status(CALL2("waitEvent", (intptr_t)s, (intptr_t)e)); }
CUresult cuEventCreate(void **e, unsigned flags) { GIVE((intptr_t *)e, CALL1("createEvent", flags)); }
CUresult cuEventDestroy_v2(void *e) { return status(CALL1("destroyEvent", (intptr_t)e)); }
CUresult cuEventRecord(void *e, void *s) { return status(CALL2("recordEvent", (intptr_t)e, (intptr_t)s)); }
CUresult cuEventRecordWithFlags(void *e, void *s, unsigned f) { (void)f; return cuEventRecord(e, s); }
CUresult cuEventSynchronize(void *e) { return status(CALL1("synchronizeEvent", (intptr_t)e)); }
CUresult cuEventQuery(void *e) { return status(CALL1("queryEvent", (intptr_t)e)); }
CUresult cuEventElapsedTime(float *ms, void *a, void *b) {
  jlong ns = CALL2("elapsed", (intptr_t)a, (intptr_t)b);
  if (ns < 0) return status(ns);
  *ms = (float)ns * 1e-6f;
  return 0;
}
CUresult cuStreamBeginCapture_v2(void *s, int mode) { (void)mode; return status(CALL1("beginCapture", (intptr_t)s)); }
CUresult cuStreamEndCapture(void *s, void **g) { GIVE((intptr_t *)g, CALL1("endCapture", (intptr_t)s)); }
CUresult cuStreamIsCapturing(void *s, int *v) { GIVE(v, CALL1("isCapturing", (intptr_t)s)); }
CUresult cuGraphInstantiateWithFlags(void **x, void *g, unsigned long long f) { (void)f; GIVE((intptr_t *)x, CALL1("instantiate", (intptr_t)g)); }
CUresult cuGraphLaunch(void *x, void *s) { return status(CALL2("launchGraph", (intptr_t)x, (intptr_t)s)); }
CUresult cuGraphUpload(void *x, void *s) { (void)x; (void)s; return 0; }
CUresult cuGraphDestroy(void *g) { return status(CALL1("destroyGraph", (intptr_t)g)); }
CUresult cuGraphExecDestroy(void *x) { return status(CALL1("destroyExecutable", (intptr_t)x)); }

/* Modules and kernels. */
static jbyteArray bytes(JNIEnv *env, const void *data, size_t n) {
  jbyteArray array = (*env)->NewByteArray(env, (jsize)n);
  if (array) (*env)->SetByteArrayRegion(env, array, 0, (jsize)n, (const jbyte *)data);
  return array;
}
static jlong named(const char *function, void *handle, const char *text) {
  JNIEnv *env = environment();
  jmethodID id = method(env, function, "(J[B)J");
  if (!id) return -UNKNOWN;
  jbyteArray array = bytes(env, text, strlen(text));
  jlong r = checked(env, (*env)->CallStaticLongMethod(env, calls, id, (jlong)(intptr_t)handle, array));
  (*env)->DeleteLocalRef(env, array);
  return r;
}
static size_t message(char *target, size_t room) {
  JNIEnv *env = environment();
  jmethodID id = method(env, "log", "()[B");
  if (!id || !target || room < 1) return 0;
  jbyteArray text = (jbyteArray)(*env)->CallStaticObjectMethod(env, calls, id);
  size_t n = (size_t)(*env)->GetArrayLength(env, text);
  if (n > room - 1) n = room - 1;
  (*env)->GetByteArrayRegion(env, text, 0, (jsize)n, (jbyte *)target);
  target[n] = 0;
  return n;
}
CUresult cuModuleLoadData(void **m, const void *image) { GIVE((intptr_t *)m, named("loadModule", NULL, image)); }
CUresult cuModuleLoadDataEx(void **m, const void *image, unsigned n, int *options, void **values) {
  CUresult r = cuModuleLoadData(m, image);
  char *log = NULL;
  for (unsigned k = 0; k < n; k++) {
    if (options[k] == 5) log = values[k];
    if (options[k] == 6) values[k] = (void *)message(log, (size_t)(uintptr_t)values[k]);
    if (options[k] == 4) values[k] = NULL;
  }
  return r;
}
CUresult cuModuleUnload(void *m) { return status(CALL1("unloadModule", (intptr_t)m)); }
CUresult cuModuleGetFunction(void **f, void *m, const char *n) { GIVE((intptr_t *)f, named("function", m, n)); }
CUresult cuModuleGetGlobal_v2(CUdeviceptr *p, size_t *n, void *m, const char *name) {
  jlong size = named("globalSize", m, name);
  if (size < 0) return status(size);
  if (n) *n = (size_t)size;
  GIVE(p, named("global", m, name));
}
CUresult cuFuncGetAttribute(int *v, int a, void *f) { GIVE(v, CALL2("functionAttribute", a, (intptr_t)f)); }
CUresult cuFuncSetAttribute(void *f, int a, int v) { return status(CALL3("setFunctionAttribute", (intptr_t)f, a, v)); }
CUresult cuFuncSetCacheConfig(void *f, int c) { (void)f; (void)c; return 0; }
CUresult cuOccupancyMaxActiveBlocksPerMultiprocessor(int *n, void *f, int block, size_t shared) {
  (void)f; (void)shared;
  *n = 2048 / (block > 0 ? block : 1);
  return 0;
}
CUresult cuLaunchKernel(void *f, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by, unsigned bz,
    unsigned shared, void *stream, void **parameters, void **extra) {
  JNIEnv *env = environment();
  jmethodID layout = method(env, "parameterLayout", "(J)[I");
  jmethodID launch = method(env, "launch", "(J[IJ[B)J");
  if (!layout || !launch) return UNKNOWN;
  if (extra) return NOT_SUPPORTED;
  jintArray slots = (jintArray)(*env)->CallStaticObjectMethod(env, calls, layout, (jlong)(intptr_t)f);
  if (!slots) return 400;
  jsize n = (*env)->GetArrayLength(env, slots);
  if (n > 0 && !parameters) return INVALID_VALUE;
  jint *slot = (*env)->GetIntArrayElements(env, slots, NULL);
  size_t total = n ? (size_t)(slot[n - 2] + slot[n - 1]) : 0;
  char *block = calloc(1, total + 1);
  for (jsize k = 0; k < n; k += 2) memcpy(block + slot[k], parameters[k / 2], (size_t)slot[k + 1]);
  (*env)->ReleaseIntArrayElements(env, slots, slot, JNI_ABORT);
  jint shape[7] = {(jint)gx, (jint)gy, (jint)gz, (jint)bx, (jint)by, (jint)bz, (jint)shared};
  jintArray shapes = (*env)->NewIntArray(env, 7);
  (*env)->SetIntArrayRegion(env, shapes, 0, 7, shape);
  jbyteArray arguments = bytes(env, block, total);
  free(block);
  jlong r = (*env)->CallStaticLongMethod(env, calls, launch, (jlong)(intptr_t)f, shapes, (jlong)(intptr_t)stream, arguments);
  r = checked(env, r);
  (*env)->DeleteLocalRef(env, slots);
  (*env)->DeleteLocalRef(env, shapes);
  (*env)->DeleteLocalRef(env, arguments);
  return status(r);
}

static const struct { int code; const char *name; } names[] = {
  {0, "CUDA_SUCCESS"}, {1, "CUDA_ERROR_INVALID_VALUE"}, {2, "CUDA_ERROR_OUT_OF_MEMORY"},
  {3, "CUDA_ERROR_NOT_INITIALIZED"}, {100, "CUDA_ERROR_NO_DEVICE"}, {101, "CUDA_ERROR_INVALID_DEVICE"},
  {201, "CUDA_ERROR_INVALID_CONTEXT"}, {209, "CUDA_ERROR_NO_BINARY_FOR_GPU"}, {218, "CUDA_ERROR_INVALID_PTX"},
  {222, "CUDA_ERROR_UNSUPPORTED_PTX_VERSION"}, {400, "CUDA_ERROR_INVALID_HANDLE"}, {500, "CUDA_ERROR_NOT_FOUND"},
  {600, "CUDA_ERROR_NOT_READY"}, {700, "CUDA_ERROR_ILLEGAL_ADDRESS"}, {701, "CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES"},
  {716, "CUDA_ERROR_MISALIGNED_ADDRESS"}, {719, "CUDA_ERROR_LAUNCH_FAILED"}, {801, "CUDA_ERROR_NOT_SUPPORTED"}};
CUresult cuGetErrorName(int code, const char **text) {
  for (size_t k = 0; k < sizeof names / sizeof *names; k++)
    if (names[k].code == code) { *text = names[k].name; return 0; }
  *text = "CUDA_ERROR_UNKNOWN";
  return 0;
}
CUresult cuGetErrorString(int code, const char **text) { return cuGetErrorName(code, text); }

/* All else that the binding names: says so and fails, so that nothing ends the process. */
#define UNSUPPORTED(name)                                             \
  CUresult name(void) {                                               \
    fprintf(stderr, "cuda-emulator: " #name " is not supported\n");   \
    return NOT_SUPPORTED;                                             \
  }
#include "unsupported.h"
