/**
 * What is wrong with a fit, or nearly so, as data: findings with a code, a sentence, a suggestion
 * and where there is one the smaller model to try ({@link
 * dev.menlo.estimator.diagnosis.Diagnosis}).
 */
package dev.menlo.estimator.diagnosis;
