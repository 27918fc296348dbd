/** Reports of fits: what a page shows and in which order. Pages and charts know nothing of fits. */
package dev.menlo.report;
