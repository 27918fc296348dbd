package dev.menlo.kernels;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code host_cases.cpp}, built with sanitizers, in a folder of its own. */
final class HostProgram {
  private static final Path SOURCE = Path.of("src/test/cuda/host_cases.cpp").toAbsolutePath();
  private static final Path KERNELS = Path.of("src/main/cuda").toAbsolutePath();
  private static final int NAME = 64;
  private static final int BUFFER = 1;

  /**
   * The sanitizer says at its first switch of stacks that it may err; the shim tells it of each.
   */
  private static final String NOTE = "(?m)^==\\d+==WARNING: ASan doesn't fully support .*\\R";

  private final Path folder;
  private final Path program;

  /**
   * How a process ended.
   *
   * @param status exit code
   * @param output of both streams
   */
  record Ended(int status, String output) {}

  private HostProgram(Path folder) {
    this.folder = folder;
    program = folder.resolve("host_cases");
  }

  /** Whether there is a compiler. */
  static boolean isCompilerHere() throws IOException, InterruptedException {
    try {
      return execute(List.of("g++", "--version")).status == 0;
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("Cannot run program")) {
        return false;
      }
      throw e;
    }
  }

  /** Builds it: addresses, undefined behaviour, and a call for each access. */
  static HostProgram build(Path folder) throws IOException, InterruptedException {
    HostProgram host = new HostProgram(folder);
    List<String> command = new ArrayList<>(List.of("g++", "-std=c++17", "-O0", "-g"));
    command.addAll(List.of("-Wall", "-Wextra", "-Werror", "-Wno-unknown-pragmas"));
    command.addAll(List.of("-fsanitize=address,undefined", "-fno-sanitize-recover=all"));
    command.addAll(List.of("--param", "asan-instrumentation-with-call-threshold=0"));
    command.addAll(List.of("-I" + KERNELS, "-o", host.program.toString(), SOURCE.toString()));
    Ended build = execute(command);
    if (build.status != 0 || !build.output.isEmpty()) {
      throw new IOException("g++ ended with " + build.status + "\n" + build.output);
    }
    return host;
  }

  /** Runs it. */
  Ended run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Ended ended = execute(command);
    return new Ended(ended.status, ended.output.replaceAll(NOTE, ""));
  }

  /** Writes launches to a file that the program reads. */
  Path write(List<KernelCase> cases) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    word(out, cases.size());
    for (KernelCase one : cases) {
      byte[] name = one.entry().getBytes(StandardCharsets.US_ASCII);
      out.write(name);
      out.write(new byte[NAME - name.length]);
      word(out, one.x());
      word(out, one.y());
      word(out, KernelCase.THREADS);
      List<Object> arrays = one.arrays();
      word(out, arrays.size());
      for (Object array : arrays) {
        byte[] bytes = bytes(array);
        word(out, bytes.length);
        out.write(bytes);
      }
      word(out, one.arguments().size());
      for (Object argument : one.arguments()) {
        argument(out, arrays, argument);
      }
    }
    return Files.write(folder.resolve("launches"), out.toByteArray());
  }

  private static void argument(ByteArrayOutputStream out, List<Object> arrays, Object argument) {
    if (argument instanceof Double number) {
      word(out, 0);
      word(out, Double.doubleToRawLongBits(number));
    } else if (argument == null || argument instanceof Number) {
      word(out, 0);
      word(out, argument == null ? 0 : ((Number) argument).longValue());
    } else {
      word(out, BUFFER);
      int at = 0;
      while (arrays.get(at) != argument) {
        at++;
      }
      word(out, at);
    }
  }

  private static void word(ByteArrayOutputStream out, long value) {
    out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
  }

  private static byte[] bytes(Object array) {
    if (array instanceof double[] values) {
      ByteBuffer bytes = buffer(8 * values.length);
      bytes.asDoubleBuffer().put(values);
      return bytes.array();
    }
    if (array instanceof long[] values) {
      ByteBuffer bytes = buffer(8 * values.length);
      bytes.asLongBuffer().put(values);
      return bytes.array();
    }
    int[] values = (int[]) array;
    ByteBuffer bytes = buffer(4 * values.length);
    bytes.asIntBuffer().put(values);
    return bytes.array();
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** What launches left in their arrays, case by case. */
  static List<List<Object>> read(Path file, List<KernelCase> cases) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<List<Object>> all = new ArrayList<>();
    for (KernelCase one : cases) {
      List<Object> left = new ArrayList<>();
      for (Object array : one.arrays()) {
        left.add(take(bytes, array));
      }
      all.add(left);
    }
    return all;
  }

  private static Object take(ByteBuffer bytes, Object like) {
    int width = like instanceof int[] ? 4 : 8;
    int length = java.lang.reflect.Array.getLength(like);
    ByteBuffer part = bytes.slice(bytes.position(), width * length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(bytes.position() + width * length);
    if (like instanceof double[]) {
      double[] values = new double[length];
      part.asDoubleBuffer().get(values);
      return values;
    }
    if (like instanceof long[]) {
      long[] values = new long[length];
      part.asLongBuffer().get(values);
      return values;
    }
    int[] values = new int[length];
    part.asIntBuffer().get(values);
    return values;
  }

  private static Ended execute(List<String> command) throws IOException, InterruptedException {
    Path log = Files.createTempFile("host", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException("timed out: " + String.join(" ", command));
      }
      return new Ended(process.exitValue(), Files.readString(log));
    } finally {
      Files.deleteIfExists(log);
    }
  }
}
