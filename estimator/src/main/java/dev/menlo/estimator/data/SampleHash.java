package dev.menlo.estimator.data;

/**
 * The SHA-256 of a bound sample (see {@link DataHash}), taken when it is first asked for: a stored
 * fit has it, a simulation study of a million fits never asks. Equal if the hashes are. Safe for
 * several threads.
 */
public final class SampleHash {
  private DataHash design;
  private double[] response;
  private String text;

  private SampleHash(DataHash design, double[] response, String text) {
    this.design = design;
    this.response = response;
    this.text = text;
  }

  /**
   * The hash of a sample.
   *
   * @param design of the sample's design; samples on one design share it
   * @param response one a row of the design; kept, not to be modified
   */
  public static SampleHash of(DataHash design, double[] response) {
    return new SampleHash(design, response, null);
  }

  /** A hash that is known, in hexadecimal. */
  public static SampleHash known(String text) {
    return new SampleHash(null, null, text);
  }

  /** The hash in hexadecimal. */
  public synchronized String text() {
    if (text == null) {
      text = design.with(response);
      design = null;
      response = null;
    }
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SampleHash hash && text().equals(hash.text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
