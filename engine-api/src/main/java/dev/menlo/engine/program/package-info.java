/**
 * The differentiable formula: a single-assignment list over doubles, its derivatives, and an
 * interpreter that serves as oracle. Backends lower a {@link dev.menlo.engine.program.Program} to
 * their own machine code; none of them differentiates, parses or interprets text.
 *
 * <p>Built by {@link dev.menlo.engine.program.ProgramBuilder} (simplified and shared on the way),
 * differentiated by {@link dev.menlo.engine.program.Derivatives}, evaluated by {@link
 * dev.menlo.engine.program.Interpreter}; every path on the JVM takes its functions from {@link
 * dev.menlo.engine.program.ElementaryFunctions}, so that all of them agree to the last bit.
 */
package dev.menlo.engine.program;
