/**
 * The {@code menlo} command: reads arguments, model files and data, runs the estimator, and ends
 * with an exit code. One file a subcommand; what fits look like on paper is in {@code report}.
 */
package dev.menlo.cli;
