/**
 * Studies on Apache Spark. A task is a batch of replicates; rows are functions of seed, condition
 * and replicate, so that a task that is lost and run again gives the same rows.
 */
package dev.menlo.study.spark;
