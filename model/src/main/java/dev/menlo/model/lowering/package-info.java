/**
 * What a model's names mean, and the programs that say it: definitions, linear combinations, factor
 * variables, grouping levels. Text is read in the syntax package.
 */
package dev.menlo.model.lowering;
