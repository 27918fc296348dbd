/** Sample sizes for a power, by simulation. */
package dev.menlo.study.power;
