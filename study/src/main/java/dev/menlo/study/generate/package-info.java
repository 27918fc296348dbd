/** Draws the data of replicates: designs, then responses on them. */
package dev.menlo.study.generate;
