/**
 * The suite behind {@code bench/run}: parts that measure one thing each, in processes of their own,
 * and the page that is made of their results.
 */
package dev.menlo.bench.suite;
