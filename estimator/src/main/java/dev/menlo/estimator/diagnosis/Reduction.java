package dev.menlo.estimator.diagnosis;

import dev.menlo.model.Model;

/**
 * A smaller model.
 *
 * @param text what it does: {@code drop U2}, {@code U1 U2 U3 independent}
 * @param model the model
 */
public record Reduction(String text, Model model) {}
