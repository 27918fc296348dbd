package dev.menlo.cuda.emulator.driver;

/**
 * What has been created and not given back.
 *
 * @param allocations of device memory
 * @param bytes of device memory in them
 * @param pinned allocations of page-locked host memory
 * @param modules loaded
 * @param streams created
 * @param events created
 * @param graphs captured graphs and executable ones
 * @param contexts retained
 */
public record Live(
    int allocations,
    long bytes,
    int pinned,
    int modules,
    int streams,
    int events,
    int graphs,
    int contexts) {
  /** Nothing at all. */
  public static final Live NOTHING = new Live(0, 0, 0, 0, 0, 0, 0, 0);
}
