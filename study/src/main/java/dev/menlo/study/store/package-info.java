/**
 * Keeps the rows of a study in one DuckDB file: tables {@code study}, {@code fingerprint}, {@code
 * study_file}, {@code condition}, {@code method}, {@code estimand}, {@code replicate} and {@code
 * estimate}.
 */
package dev.menlo.study.store;
