/**
 * What the bundle for a GPU machine runs: probe, contract suites, accuracy against the CPU, and
 * times of operations, fits and batches; a table for people and JSON for programs.
 */
package dev.menlo.gpucheck;
