/** The statistics that figures draw: smoothers, normal quantiles, autocorrelations, summaries. */
package dev.menlo.report.statistics;
