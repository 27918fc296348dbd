package dev.menlo.engine.cuda.ptx;

import dev.menlo.kernels.KernelManifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The elementary functions as the compiler wrote them ({@code elementary_functions.ptx}), taken
 * apart so that a body can be copied to where a formula calls it.
 */
final class FunctionLibrary {
  private static final String STEM = "elementary_functions";
  private static final Pattern TABLE = Pattern.compile("(?m)^\\.global .* (\\w+)\\[\\d+\\] = .*;$");
  private static final Pattern FUNCTION =
      Pattern.compile(
          "\\.visible \\.func\\s+\\(\\.param \\.b64 func_retval0\\) (\\w+)\\(([^)]*)\\)\\s*\\{(.*?)\\n\\}",
          Pattern.DOTALL);
  private static final Pattern PARAMETER =
      Pattern.compile("ld\\.param\\.(f64|u32)\\s+(%\\w+), \\[\\w+_param_(\\d+)\\];");
  private static final Pattern EXIT =
      Pattern.compile("st\\.param\\.f64\\s+\\[func_retval0(?:\\+0)?\\], (%\\w+);\\s+ret;");
  private static final Pattern LABEL = Pattern.compile("\\$L__BB\\d+_");

  private final Map<String, Function> functions = new LinkedHashMap<>();
  private final Map<String, String> tables = new LinkedHashMap<>();

  /** Takes a library apart. */
  FunctionLibrary(String ptx) {
    Matcher table = TABLE.matcher(ptx);
    while (table.find()) {
      tables.put(table.group(1), table.group());
    }
    Matcher function = FUNCTION.matcher(ptx);
    while (function.find()) {
      functions.put(function.group(1), function(function.group(1), function.group(3)));
    }
  }

  private static final class Shared {
    static final FunctionLibrary INSTANCE = new FunctionLibrary(KernelManifest.ptx(STEM));
  }

  /** The library of this build. */
  static FunctionLibrary ofThisBuild() {
    return Shared.INSTANCE;
  }

  private Function function(String name, String body) {
    if (EXIT.matcher(body).results().count() != 1) {
      throw new IllegalStateException(name + " of " + STEM + ".ptx has no single exit");
    }
    List<String> read = tables.keySet().stream().filter(t -> body.contains(t + ";")).toList();
    return new Function(body.strip(), read);
  }

  /**
   * A function by name.
   *
   * @throws IllegalStateException if the library lacks it
   */
  Function function(String name) {
    Function function = functions.get(name);
    if (function == null) {
      throw new IllegalStateException(STEM + ".ptx has no function " + name);
    }
    return function;
  }

  /** The declaration of a table. */
  String table(String name) {
    return tables.get(name);
  }

  /** Names of all functions. */
  List<String> names() {
    return new ArrayList<>(functions.keySet());
  }

  /**
   * A function.
   *
   * @param code its body; parameters are loads, the result is a store in front of the one return
   * @param tables that the body reads
   */
  record Function(String code, List<String> tables) {
    /**
     * The body in place of a call, a block with registers of its own.
     *
     * @param target register that takes the result
     * @param arguments registers or literals
     * @param call makes the labels of this copy different from those of others
     */
    String inline(String target, List<String> arguments, int call) {
      String body =
          PARAMETER
              .matcher(code)
              .replaceAll(
                  m -> {
                    String type = m.group(1);
                    String argument = arguments.get(Integer.parseInt(m.group(3)));
                    return "mov." + type + " " + m.group(2) + ", " + argument + ";";
                  });
      String end = "$call" + call + "_end";
      body = LABEL.matcher(body).replaceAll("\\$call" + call + "_");
      String exit = "mov.f64 \t" + target + ", $1;\n\tbra.uni \t\\" + end + ";";
      body = EXIT.matcher(body).replaceAll(exit);
      return "\t{\n\t" + body + "\n\t}\n" + end + ":\n";
    }
  }
}
