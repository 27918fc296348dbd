/** The CUDA backend. It loads no native library before its driver has been found. */
@SuppressWarnings("requires-automatic")
module dev.menlo.engine.cuda {
  requires dev.menlo.engine;
  requires dev.menlo.kernels;
  requires jcuda;

  provides dev.menlo.engine.Backend with
      dev.menlo.engine.cuda.CudaBackend;
}
