/** The figures of a fit, one class each: what is drawn, what it says in words and in numbers. */
package dev.menlo.report.figures;
