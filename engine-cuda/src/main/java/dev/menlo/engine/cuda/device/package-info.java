/**
 * What the backend asks of a device: memory, transfers and launches, without any binding to one.
 */
package dev.menlo.engine.cuda.device;
