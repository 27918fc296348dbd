/**
 * Rules that hold for every module: who may know whom, and how code is written. They live here
 * because this module sees all the others.
 */
package dev.menlo.architecture;
