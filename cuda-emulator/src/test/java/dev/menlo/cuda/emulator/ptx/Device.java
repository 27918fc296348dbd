package dev.menlo.cuda.emulator.ptx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A device with one module, for tests of the interpreter. */
final class Device {
  final DeviceMemory memory = new DeviceMemory();
  final PtxModule module;

  Device(String ptx) {
    module = PtxModule.load(ptx, memory);
  }

  /** A device that runs the body of a kernel {@code k(.u64 in, .u64 out)} given in PTX. */
  static Device ofBody(String body) {
    return new Device(
        """
        .version 8.0
        .target sm_75
        .address_size 64
        .visible .entry k(.param .u64 in, .param .u64 out)
        {
          .reg .pred %p<8>; .reg .b16 %h<4>; .reg .b32 %r<16>; .reg .b64 %rd<16>;
          .reg .f32 %f<8>; .reg .f64 %fd<16>;
          ld.param.u64 %rd1, [in]; ld.param.u64 %rd2, [out];
          mov.u32 %r1, %tid.x;
          mul.wide.u32 %rd3, %r1, 8; add.s64 %rd4, %rd1, %rd3; add.s64 %rd5, %rd2, %rd3;
        """
            + body
            + "\n}\n");
  }

  static Device ofResource(String name) {
    try (var stream = Device.class.getResourceAsStream(name)) {
      return new Device(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long allocate(int bytes) {
    return memory.allocate(bytes);
  }

  long of(double... values) {
    ByteBuffer bytes = buffer(8 * values.length);
    Arrays.stream(values).forEach(bytes::putDouble);
    return of(bytes);
  }

  long of(long... values) {
    ByteBuffer bytes = buffer(8 * values.length);
    Arrays.stream(values).forEach(bytes::putLong);
    return of(bytes);
  }

  long of(int... values) {
    ByteBuffer bytes = buffer(4 * values.length);
    Arrays.stream(values).forEach(bytes::putInt);
    return of(bytes);
  }

  private long of(ByteBuffer bytes) {
    long address = allocate(bytes.capacity());
    memory.at(address).put(0, bytes.array());
    return address;
  }

  double[] doubles(long address, int count) {
    ByteBuffer bytes = ByteBuffer.wrap(memory.at(address).get(0, 8 * count));
    double[] values = new double[count];
    bytes.order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(values);
    return values;
  }

  long[] longs(long address, int count) {
    ByteBuffer bytes = ByteBuffer.wrap(memory.at(address).get(0, 8 * count));
    long[] values = new long[count];
    bytes.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(values);
    return values;
  }

  int[] integers(long address, int count) {
    ByteBuffer bytes = ByteBuffer.wrap(memory.at(address).get(0, 4 * count));
    int[] values = new int[count];
    bytes.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(values);
    return values;
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Launches with addresses (Long), integers and byte arrays as arguments. */
  long launch(String kernel, int blocks, int threads, int shared, Object... arguments) {
    PtxFunction function = module.function(kernel);
    ByteBuffer bytes = buffer(function.parameterBytes());
    for (int k = 0; k < arguments.length; k++) {
      bytes.position(function.parameters()[k].offset());
      if (arguments[k] instanceof Long address) {
        bytes.putLong(address);
      } else if (arguments[k] instanceof Integer number) {
        bytes.putInt(number);
      } else {
        bytes.put((byte[]) arguments[k]);
      }
    }
    int[] grid = {blocks, 1, 1};
    int[] block = {threads, 1, 1};
    return new Launch(function, memory, grid, block, shared, bytes.array()).run();
  }
}
