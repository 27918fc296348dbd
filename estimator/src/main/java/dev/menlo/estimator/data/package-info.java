/** Data sets, their estimation samples, and their binding to a lowered model. */
package dev.menlo.estimator.data;
