package dev.menlo.engine.cuda;

/**
 * Sums over the groups of each fit of a selection, in an order that depends on its design alone.
 */
final class Reduction {
  private final Kernels kernels;
  private final Scratch scratch;

  Reduction(Kernels kernels, Scratch scratch) {
    this.kernels = kernels;
    this.scratch = scratch;
  }

  /**
   * Sums and downloads.
   *
   * @param in {@code columns} numbers a group of the level, by lane
   * @param set index of the set of each fit on the device, or 0 if there is one set
   * @param distance tiles of a set
   * @return columns of the first selected fit, then of the next
   */
  double[] sums(Selection selection, int level, long in, int columns, long set, long distance) {
    Selection.Segments segments = selection.segments[level];
    int length = Math.multiplyExact(selection.fits.length, columns);
    double[] sums = new double[length];
    if (length == 0) {
      return sums;
    }
    long out = scratch.doubles("sums", length);
    long from = in;
    boolean chunked = segments.chunks().count() > 0;
    if (chunked) {
      from = scratch.doubles("chunks", segments.partialTiles() * columns * DesignLayout.LANES);
      kernels.run(
          "segmented_reduction", segments.chunks(), columns, in, columns, set, distance, from, 32L);
    }
    kernels.run(
        "segmented_reduction",
        segments.fits(),
        columns,
        from,
        columns,
        chunked ? 0L : set,
        distance,
        out,
        1L);
    kernels.device().download(out, sums, length);
    return sums;
  }
}
