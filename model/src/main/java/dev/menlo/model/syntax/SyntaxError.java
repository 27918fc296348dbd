package dev.menlo.model.syntax;

/**
 * A text that does not follow the grammar.
 *
 * @param at position of the first wrong token
 * @param message what was expected and what was found
 */
record SyntaxError(int at, String message) {}
