/**
 * The reference backend: every operation written as its textbook formula on explicit matrices, one
 * outermost group at a time, so that a reviewer can check it by hand. It is the yardstick of the
 * contract suite and shares no numerical kernel with the fast path. Not here: speed, threads,
 * compiled formulas.
 */
package dev.menlo.engine.cpu.reference;
