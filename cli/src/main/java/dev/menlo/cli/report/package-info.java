/**
 * Fits as text that reads like menl's, as JSON, and as a log of iterations. No input, no options.
 */
package dev.menlo.cli.report;
