/**
 * Runs a study: batches of replicates are drawn and fitted on threads of this package, and one
 * thread commits their rows.
 */
package dev.menlo.study.run;
