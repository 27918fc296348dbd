/** A fit as figures need it: residuals, means, random effects, covariates, curves. */
package dev.menlo.report.fitted;
