package dev.menlo.estimator.predict;

/**
 * A predicted random effect of a group.
 *
 * @param path grouping path, {@code region>state}
 * @param group the group's values on it, {@code West>Ohio}
 * @param name of the random effect
 * @param estimate its conditional mode b
 * @param se its standard error given the estimates (docs/method.md, eq. 27)
 */
public record RandomEffect(String path, String group, String name, double estimate, double se) {}
