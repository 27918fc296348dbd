/** The bootstrap of a fit: replicates, then percentile and BCa intervals. */
package dev.menlo.study.bootstrap;
