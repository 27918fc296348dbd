/** CUDA kernels as checked-in PTX, and the manifest that names them; no Java logic beyond that. */
module dev.menlo.kernels {
  exports dev.menlo.kernels;
}
