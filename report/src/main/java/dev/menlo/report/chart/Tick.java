package dev.menlo.report.chart;

/**
 * A labelled place on an axis.
 *
 * @param at value
 * @param label its text
 */
public record Tick(double at, String label) {}
