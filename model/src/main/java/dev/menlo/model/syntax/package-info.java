/**
 * From text to syntax tree and back: the grammar of menl's expressions, the tree's records, and the
 * places that error messages point at. What names mean is settled in the lowering package.
 */
package dev.menlo.model.syntax;
