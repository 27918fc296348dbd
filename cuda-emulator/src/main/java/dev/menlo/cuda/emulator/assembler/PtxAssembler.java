package dev.menlo.cuda.emulator.assembler;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jcuda.nvptxcompiler.JNvPTXCompiler;
import jcuda.nvptxcompiler.nvPTXCompileResult;
import jcuda.nvptxcompiler.nvPTXCompilerHandle;

/**
 * The PTX compiler of CUDA 12.6's bindings: a complete ptxas in a library, which needs neither a
 * driver nor a device.
 */
public final class PtxAssembler {
  private static final Pattern REPORT =
      Pattern.compile(
          "Compiling entry function '(\\w+)'.*?(\\d+) bytes stack frame, (\\d+) bytes spill stores, "
              + "(\\d+) bytes spill loads.*?Used (\\d+) registers",
          Pattern.DOTALL);

  private PtxAssembler() {}

  /**
   * Whether it runs here.
   *
   * @return null, or why not
   */
  public static String unavailableReason() {
    boolean supported =
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64");
    return supported ? null : "the PTX compiler's library is there for linux-x86_64 only";
  }

  /**
   * Assembles a module.
   *
   * @param target such as sm_75
   * @return one report a kernel, in the order of the compiler's log
   * @throws IllegalArgumentException with the compiler's words, if it refuses the text
   */
  public static List<Usage> assemble(String ptx, String target) {
    JNvPTXCompiler.setExceptionsEnabled(false);
    nvPTXCompilerHandle compiler = new nvPTXCompilerHandle();
    byte[] text = (ptx + "\0").getBytes(StandardCharsets.US_ASCII);
    check(JNvPTXCompiler.nvPTXCompilerCreate(compiler, text.length, text), "create");
    try {
      String[] options = {"--gpu-name=" + target, "--verbose"};
      int result = JNvPTXCompiler.nvPTXCompilerCompile(compiler, options.length, options);
      if (result != nvPTXCompileResult.NVPTXCOMPILE_SUCCESS) {
        throw new IllegalArgumentException(nvPTXCompileResult.stringFor(result) + errors(compiler));
      }
      return reports(information(compiler));
    } finally {
      JNvPTXCompiler.nvPTXCompilerDestroy(compiler);
    }
  }

  private static void check(int result, String what) {
    if (result != nvPTXCompileResult.NVPTXCOMPILE_SUCCESS) {
      throw new IllegalStateException(
          "PTX compiler, " + what + ": " + nvPTXCompileResult.stringFor(result));
    }
  }

  private static String errors(nvPTXCompilerHandle compiler) {
    long[] size = {0};
    JNvPTXCompiler.nvPTXCompilerGetErrorLogSize(compiler, size);
    byte[] log = new byte[(int) size[0] + 1];
    JNvPTXCompiler.nvPTXCompilerGetErrorLog(compiler, log);
    return ": " + text(log);
  }

  private static String information(nvPTXCompilerHandle compiler) {
    long[] size = {0};
    check(JNvPTXCompiler.nvPTXCompilerGetInfoLogSize(compiler, size), "log");
    byte[] log = new byte[(int) size[0] + 1];
    check(JNvPTXCompiler.nvPTXCompilerGetInfoLog(compiler, log), "log");
    return text(log);
  }

  private static String text(byte[] log) {
    return new String(log, StandardCharsets.US_ASCII).replace("\0", "").trim();
  }

  /** Reads the compiler's log. */
  static List<Usage> reports(String log) {
    List<Usage> reports = new ArrayList<>();
    Matcher m = REPORT.matcher(log);
    while (m.find()) {
      int[] n = new int[4];
      for (int k = 0; k < n.length; k++) {
        n[k] = Integer.parseInt(m.group(k + 2));
      }
      reports.add(new Usage(m.group(1), n[3], n[0], n[1], n[2]));
    }
    return reports;
  }
}
