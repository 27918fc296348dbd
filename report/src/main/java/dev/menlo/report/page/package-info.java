/**
 * The pieces of a page: markup, sections, tables, figures, the style sheet. A page is one file,
 * runs no script and asks for nothing over the network. Knows nothing of fits.
 */
package dev.menlo.report.page;
