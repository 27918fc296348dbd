/**
 * The CUDA backend. The walk of the data: {@code CudaEngine} cuts a batch into {@code Partition}s,
 * whose designs {@code DesignLayout} deals to tiles of 32 groups; {@code DeviceState} holds a
 * partition's arrays; {@code CudaWorkspace} runs the operations on the {@code Selection} of active
 * fits: {@code RowPass}, {@code UpSweep}, {@code PnlsSolve}, {@code ProfileEvaluation}. Per-row and
 * per-group work is on the device; the p x p roots, one a fit, are factored on the host. Kernels
 * and their layout are described in kernels/README.md.
 */
package dev.menlo.engine.cuda;
