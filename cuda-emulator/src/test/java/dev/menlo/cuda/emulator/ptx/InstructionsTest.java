package dev.menlo.cuda.emulator.ptx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Single instructions on values worked out by hand from the PTX manual's definitions. */
class InstructionsTest {
  @ParameterizedTest
  @CsvSource({
    "add.rn.f64, 0x1p0, 0x1p-53, 0x1p0",
    "sub.f64, 1.5, 2.25, -0.75",
    "mul.rn.f64, 0x1.0000001p0, 0x1.0000001p0, 0x1.0000002p0",
    "div.rn.f64, 1, 3, 0x1.5555555555555p-2",
    "min.f64, NaN, 2, 2",
    "min.f64, 2, NaN, 2",
    "min.f64, 0, -0, -0",
    "max.f64, -0, 0, 0",
    "max.f64, NaN, NaN, NaN",
    "copysign.f64, -3, 5, -5",
  })
  void realsOfTwo(String operation, String a, String b, String result) {
    Device device =
        Device.ofBody(
            "ld.global.f64 %fd1, [%rd4]; ld.global.f64 %fd2, [%rd4+8];"
                + operation
                + " %fd3, %fd1, %fd2; st.global.f64 [%rd5], %fd3; ret;");
    long out = device.allocate(8);

    device.launch("k", 1, 1, 0, device.of(real(a), real(b)), out);

    assertThat(device.doubles(out, 1)).containsExactly(real(result));
  }

  private static double real(String text) {
    return text.startsWith("0x") && !text.contains("p")
        ? Double.longBitsToDouble(Long.decode(text))
        : Double.parseDouble(text);
  }

  @ParameterizedTest
  @CsvSource({
    "sqrt.rn.f64, 2, 0x1.6a09e667f3bcdp0",
    "rcp.rn.f64, 3, 0x1.5555555555555p-2",
    "neg.f64, 0, -0",
    "abs.f64, -2, 2",
    "cvt.rmi.f64.f64, -1.5, -2",
    "cvt.rpi.f64.f64, -1.5, -1",
    "cvt.rni.f64.f64, 2.5, 2",
    "cvt.rzi.f64.f64, -1.5, -1",
  })
  void realsOfOne(String operation, String a, String result) {
    Device device =
        Device.ofBody(
            "ld.global.f64 %fd1, [%rd4];"
                + operation
                + " %fd3, %fd1; st.global.f64 [%rd5], %fd3; ret;");
    long out = device.allocate(8);

    device.launch("k", 1, 1, 0, device.of(real(a)), out);

    assertThat(device.doubles(out, 1)).containsExactly(real(result));
  }

  @ParameterizedTest
  @CsvSource({
    "add.s64, 5, -7, -2",
    "mul.lo.s64, 4294967297, 4294967297, 8589934593",
    "mul.hi.u64, -1, -1, -2",
    "mul.hi.s64, -1, -1, 0",
    "div.s64, -7, 2, -3",
    "rem.s64, -7, 2, -1",
    "div.u64, -1, 2, 9223372036854775807",
    "min.u64, -1, 1, 1",
    "min.s64, -1, 1, -1",
    "and.b64, 12, 10, 8",
    "or.b64, 12, 10, 14",
    "xor.b64, 12, 10, 6",
  })
  void integersOfTwo(String operation, long a, long b, long result) {
    Device device =
        Device.ofBody(
            "ld.global.u64 %rd6, [%rd4]; ld.global.u64 %rd7, [%rd4+8];"
                + operation
                + " %rd8, %rd6, %rd7; st.global.u64 [%rd5], %rd8; ret;");
    long out = device.allocate(8);

    device.launch("k", 1, 1, 0, device.of(a, b), out);

    assertThat(device.longs(out, 1)).containsExactly(result);
  }

  @ParameterizedTest
  @CsvSource({
    "'mul.hi.u32 %r9, %r5, %r6;', -1, -1, -2",
    "'mul.hi.s32 %r9, %r5, %r6;', -1, 3, -1",
    "'mad.lo.s32 %r9, %r5, %r6, %r5;', -3, 5, -18",
    "'shl.b32 %r9, %r5, %r6;', 1, 31, -2147483648",
    "'shl.b32 %r9, %r5, %r6;', 1, 32, 0",
    "'shr.s32 %r9, %r5, %r6;', -8, 1, -4",
    "'shr.s32 %r9, %r5, %r6;', -8, 40, -1",
    "'shr.u32 %r9, %r5, %r6;', -8, 1, 2147483644",
    "'clz.b32 %r9, %r5;', 1, 0, 31",
    "'popc.b32 %r9, %r5;', -1, 0, 32",
    "'brev.b32 %r9, %r5;', 1, 0, -2147483648",
    "'bfind.u32 %r9, %r5;', 9, 0, 3",
    "'bfind.s32 %r9, %r5;', -1, 0, -1",
    "'bfe.s32 %r9, %r5, 4, 4;', 240, 0, -1",
    "'bfe.u32 %r9, %r5, 4, 4;', 240, 0, 15",
    "'prmt.b32 %r9, %r5, %r6, 0x0123;', 0x01020304, 0, 0x04030201",
    "'not.b32 %r9, %r5;', 5, 0, -6",
    "'neg.s32 %r9, %r5;', 5, 0, -5",
    "'cvt.s32.s16 %r9, %h1;', 0, 0, -2",
    "'cvt.u32.u16 %r9, %h1;', 0, 0, 65534",
    "'cvt.s32.s8 %r9, %r5;', 255, 0, -1",
    "'add.cc.u32 %r9, %r5, %r6; addc.u32 %r9, 0, 0;', -1, 1, 1",
    "'sub.cc.u32 %r9, %r5, %r6; subc.u32 %r9, 0, 0;', 1, 2, -1",
    "'mad.lo.cc.u32 %r9, %r5, %r6, %r5; madc.hi.u32 %r9, %r5, %r6, 0;', -1, 2, 2",
    "'setp.lo.u32 %p1|%p2, %r5, %r6; selp.s32 %r9, 7, 9, %p2;', -1, 1, 7",
    "'setp.lt.and.s32 %p1, %r5, %r6, !%p0; selp.s32 %r9, 7, 9, %p1;', -1, 1, 7",
  })
  void integersOf32Bits(String code, String a, String b, String result) {
    Device device =
        Device.ofBody(
            "ld.global.u32 %r5, [%rd4]; ld.global.u32 %r6, [%rd4+4]; mov.u16 %h1, -2;"
                + " setp.ne.s32 %p0, 0, 0;"
                + code
                + "st.global.u32 [%rd5], %r9; ret;");
    long out = device.allocate(4);

    device.launch("k", 1, 1, 0, device.of(Integer.decode(a), Integer.decode(b)), out);

    assertThat(device.integers(out, 1)).containsExactly(Integer.decode(result));
  }

  @ParameterizedTest
  @CsvSource({
    "cvt.rzi.s32.f64, -2.9, -2",
    "cvt.rni.s32.f64, 2.5, 2",
    "cvt.rmi.s32.f64, -2.1, -3",
    "cvt.rzi.s32.f64, 1e300, 2147483647",
    "cvt.rzi.s32.f64, NaN, 0",
    "cvt.rzi.u32.f64, -3, 0",
  })
  void realsToIntegers(String operation, double a, int result) {
    Device device =
        Device.ofBody(
            "ld.global.f64 %fd1, [%rd4];"
                + operation
                + " %r9, %fd1; st.global.u32 [%rd5], %r9; ret;");
    long out = device.allocate(4);

    device.launch("k", 1, 1, 0, device.of(a), out);

    assertThat(device.integers(out, 1)).containsExactly(result);
  }

  @ParameterizedTest
  @CsvSource({
    "eq, 1, NaN, false", "neu, 1, NaN, true", "ltu, 1, NaN, true", "lt, 1, 2, true",
    "ge, 0, -0, true", "num, 1, 2, true", "nan, NaN, 2, true", "ne, NaN, 1, false",
  })
  void comparisonsOfReals(String comparison, double a, double b, boolean holds) {
    Device device =
        Device.ofBody(
            "ld.global.f64 %fd1, [%rd4]; ld.global.f64 %fd2, [%rd4+8]; setp."
                + comparison
                + ".f64 %p1, %fd1, %fd2; selp.u32 %r9, 1, 0, %p1; st.global.u32 [%rd5], %r9; ret;");
    long out = device.allocate(4);

    device.launch("k", 1, 1, 0, device.of(a, b), out);

    assertThat(device.integers(out, 1)[0] != 0).isEqualTo(holds);
  }
}
