/** Writing markup: elements, escaping, numbers as text. */
package dev.menlo.report.markup;
