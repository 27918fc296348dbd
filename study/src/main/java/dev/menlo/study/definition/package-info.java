/**
 * What a study is asked to do, as its file says: conditions, data-generating mechanism, methods,
 * estimands. Nothing is drawn or fitted here.
 */
package dev.menlo.study.definition;
