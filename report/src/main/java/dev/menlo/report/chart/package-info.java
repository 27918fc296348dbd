/**
 * Charts as SVG: scales, axes, marks, and figures made of panels. One drawing serves the page, SVG
 * files and PNG files; only its colours differ. Knows nothing of fits.
 */
package dev.menlo.report.chart;
