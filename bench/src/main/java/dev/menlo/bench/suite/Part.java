package dev.menlo.bench.suite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * One thing that is measured, and the name of its result.
 *
 * @param name name of the file and of the member of the results
 * @param measurement what measures it
 */
record Part(String name, Measurement measurement) {
  /** Measures, in processes of its own. */
  interface Measurement {
    /**
     * The results.
     *
     * @throws SkippedException if something is not there that it needs
     * @throws IOException if a process fails
     */
    ObjectNode take() throws IOException;
  }
}
