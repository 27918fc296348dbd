/** Models in mathematical notation, as MathML made from the parsed formula. */
package dev.menlo.report.notation;
