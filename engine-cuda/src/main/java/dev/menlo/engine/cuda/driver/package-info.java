/**
 * Devices through JCuda's binding to the NVIDIA driver: the only package that names a class of
 * JCuda. Nothing in it is loaded before the driver's library has been found.
 */
package dev.menlo.engine.cuda.driver;
