package dev.menlo.bench.suite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** R's packages on the files of a case; their scripts print lines of CSV. */
final class Peers {
  private static final long MINUTES = 20;

  private final Tools tools;
  private final Path data;

  Peers(Tools tools, Path data) {
    this.tools = tools;
    this.data = data;
  }

  /** One logistic fit by nlme, three unstructured random effects. */
  ObjectNode nlme(int groups) throws IOException {
    return nlme("bench/peers/nlme.R", "logistic-" + groups, 1, "full");
  }

  /** Small fits by nlme, the mean over some files. */
  ObjectNode nlmeSmall(int fits) throws IOException {
    return nlme("bench/peers/nlme.R", "small", fits, "small");
  }

  /** A case with a script of its own. */
  ObjectNode nlme(String name) throws IOException {
    return nlme("bench/peers/" + name + ".R", name, 1);
  }

  private ObjectNode nlme(String script, String name, int files, String... first)
      throws IOException {
    tools.requireR("nlme");
    List<String> arguments = new ArrayList<>(List.of(first));
    FitCase.named(name).files(data).stream()
        .limit(files)
        .forEach(file -> arguments.add(file.toString()));
    return run(script, arguments);
  }

  /** One logistic fit by TMB. */
  ObjectNode tmb(int groups) throws IOException {
    Path template = tools.tmbTemplate();
    return run("bench/peers/tmb.R", List.of(file(groups), template.toString()));
  }

  /** One logistic fit by nlmer, one random effect. */
  ObjectNode nlmer(int groups) throws IOException {
    tools.requireR("lme4");
    return run("bench/peers/nlmer.R", List.of(file(groups)));
  }

  private String file(int groups) throws IOException {
    return FitCase.named("logistic-" + groups).files(data).get(0).toString();
  }

  private static ObjectNode run(String script, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("Rscript", script));
    command.addAll(arguments);
    return parse(Child.output(command, MINUTES));
  }

  /** Reads the line {@code peer,structure,groups,seconds,logLik}. */
  static ObjectNode parse(String output) throws IOException {
    String line =
        output
            .lines()
            .filter(l -> l.split(",", -1).length == 5)
            .reduce((a, b) -> b)
            .orElseThrow(() -> new IOException("no times in: " + output));
    String[] cells = line.split(",", -1);
    ObjectNode result = Json.object().put("peer", cells[0]);
    result.put("groups", Integer.parseInt(cells[2])).put("seconds", Double.parseDouble(cells[3]));
    if (cells[4].matches("-?[0-9.e+]+")) {
      result.put("logLikelihood", Double.parseDouble(cells[4]));
    }
    return result;
  }
}
