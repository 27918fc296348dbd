/**
 * The multicore CPU backend.
 *
 * <p>Read it along the data: {@link dev.menlo.engine.cpu.CpuEngine} cuts a batch into partitions,
 * {@link dev.menlo.engine.cpu.CpuWorkspace} runs the operations fit by fit on {@link
 * dev.menlo.engine.cpu.FitState}, {@link dev.menlo.engine.cpu.CpuLinearization} passes over the
 * rows with a formula that {@link dev.menlo.engine.cpu.ProgramCompiler} lowered to bytecode, and
 * {@link dev.menlo.engine.cpu.GroupElimination} is the kernel under {@link
 * dev.menlo.engine.cpu.PnlsSolve} and {@link dev.menlo.engine.cpu.CpuProfile}. No estimation lives
 * here, and no named covariance or residual structure.
 *
 * <p>Where errors are independent the same walk goes over lanes, eight groups side by side, in
 * programs that {@link dev.menlo.engine.cpu.LaneCompiler} lowers: {@link
 * dev.menlo.engine.cpu.LanePass} over rows, {@link dev.menlo.engine.cpu.LaneElimination}, {@link
 * dev.menlo.engine.cpu.LaneBackSubstitution} and {@link dev.menlo.engine.cpu.LaneProfileSums} over
 * groups, on arrays in one {@link dev.menlo.engine.cpu.GroupOrder}.
 */
package dev.menlo.engine.cpu;
