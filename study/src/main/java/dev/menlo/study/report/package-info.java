/** The report of a study: one self-contained HTML page, made of the pieces of the report module. */
package dev.menlo.study.report;
