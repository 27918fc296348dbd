package dev.menlo.cli;

import java.io.PrintStream;

/**
 * Where the command writes.
 *
 * @param out results
 * @param err messages and progress
 * @param terminal whether a person watches {@code err}, so that a line may be rewritten
 */
record Streams(PrintStream out, PrintStream err, boolean terminal) {}
