/** Performance measures with Monte Carlo standard errors, from the rows of a store. */
package dev.menlo.study.measure;
