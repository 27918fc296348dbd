/** The contract suites of all backends, on the backend under check. */
package dev.menlo.gpucheck.contract;
