/**
 * The differentiable formula: a single-assignment list over doubles, its derivatives, and an
 * interpreter that serves as oracle. Backends lower a {@link dev.menlo.engine.program.Program} to
 * their own machine code; none of them differentiates, parses or interprets text.
 */
package dev.menlo.engine.program;
