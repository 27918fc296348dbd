/**
 * The contract that every backend keeps, as abstract test suites: subclass each {@code *Contract}
 * in the backend's test sources, return the backend, and run. Hand-checkable cases carry their
 * arithmetic in comments; the others are compared with {@link dev.menlo.engine.tck.DenseOracle}.
 * Not here: knowledge of any one backend.
 */
package dev.menlo.engine.tck;
