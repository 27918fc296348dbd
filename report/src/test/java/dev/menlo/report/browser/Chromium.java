package dev.menlo.report.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium, driven over its debugging protocol. */
public final class Chromium implements AutoCloseable {
  private static final int PATIENCE = 120;

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final List<CompletableFuture<JsonNode>> replies = new CopyOnWriteArrayList<>();
  private final Process process;
  private final WebSocket socket;

  private Chromium(Path program, Path profile) throws Exception {
    process = start(program, profile);
    String address = address(process, profile);
    socket = http.newWebSocketBuilder().buildAsync(URI.create(page(address)), new Receiver()).get();
    for (String domain : List.of("Page", "Runtime", "Log", "Network", "Accessibility")) {
      call(domain + ".enable", json.createObjectNode());
    }
  }

  /** The program, if this machine has one. */
  public static Optional<Path> program() {
    return Stream.of(System.getenv("PATH").split(":"))
        .flatMap(folder -> Stream.of("chromium", "chromium-browser").map(Path.of(folder)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts it with a profile of its own. */
  public static Chromium start(Path profile) throws Exception {
    return new Chromium(program().orElseThrow(), profile);
  }

  private static Process start(Path program, Path profile) throws IOException {
    return new ProcessBuilder(
            program.toString(),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-extensions",
            "--remote-debugging-port=0",
            "--user-data-dir=" + profile,
            "about:blank")
        .redirectErrorStream(true)
        .redirectOutput(Files.createDirectories(profile).resolve("output.txt").toFile())
        .start();
  }

  /** The address, which it writes into its profile once it listens. */
  private static String address(Process process, Path profile) throws Exception {
    Path file = profile.resolve("DevToolsActivePort");
    long end = System.nanoTime() + Duration.ofSeconds(PATIENCE).toNanos();
    while (!Files.exists(file) || Files.readAllLines(file).isEmpty()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroyForcibly();
        throw new IOException("chromium did not start; see " + profile.resolve("output.txt"));
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return "127.0.0.1:" + Files.readAllLines(file).get(0);
  }

  private String page(String address) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + "/json")).build();
    JsonNode targets =
        json.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    for (JsonNode target : targets) {
      if (target.path("type").asText().equals("page")) {
        return target.path("webSocketDebuggerUrl").asText();
      }
    }
    throw new IOException("chromium has no page: " + targets);
  }

  /** Calls a method of the protocol. */
  public JsonNode call(String method, ObjectNode parameters) throws Exception {
    CompletableFuture<JsonNode> reply = new CompletableFuture<>();
    replies.add(reply);
    ObjectNode message = json.createObjectNode();
    message.put("id", replies.size() - 1).put("method", method).set("params", parameters);
    socket.sendText(message.toString(), true).get(PATIENCE, TimeUnit.SECONDS);
    JsonNode answer = reply.get(PATIENCE, TimeUnit.SECONDS);
    if (answer.has("error")) {
      throw new IOException(method + ": " + answer.get("error"));
    }
    return answer.path("result");
  }

  /** Opens a file and waits until it is loaded; earlier events are forgotten. */
  public void open(Path file) throws Exception {
    events.clear();
    call("Page.navigate", parameters().put("url", file.toUri().toString()));
    long end = System.nanoTime() + Duration.ofSeconds(PATIENCE).toNanos();
    while (events("Page.loadEventFired").isEmpty()) {
      if (System.nanoTime() > end) {
        throw new IOException(file + " did not load");
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** Sets the size of the window. */
  public void size(int width, int height) throws Exception {
    call(
        "Emulation.setDeviceMetricsOverride",
        parameters()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 1)
            .put("mobile", false));
  }

  /** Prefers light or dark; medium is screen or print. */
  public void media(String medium, String scheme) throws Exception {
    ObjectNode parameters = parameters().put("media", medium);
    parameters
        .putArray("features")
        .addObject()
        .put("name", "prefers-color-scheme")
        .put("value", scheme);
    call("Emulation.setEmulatedMedia", parameters);
  }

  /** The value of an expression, as JSON. */
  public JsonNode evaluate(String expression) throws Exception {
    JsonNode result =
        call(
            "Runtime.evaluate",
            parameters().put("expression", expression).put("returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new IOException(result.get("exceptionDetails").toString());
    }
    return result.path("result").path("value");
  }

  /** Events of a kind since the page was opened. */
  public List<JsonNode> events(String method) {
    return events.stream()
        .filter(e -> e.path("method").asText().equals(method))
        .map(e -> e.path("params"))
        .toList();
  }

  /** An empty object. */
  public ObjectNode parameters() {
    return json.createObjectNode();
  }

  @Override
  public void close() {
    socket.sendText("{\"id\":" + replies.size() + ",\"method\":\"Browser.close\"}", true).join();
    process.onExit().orTimeout(PATIENCE, TimeUnit.SECONDS).join();
  }

  private final class Receiver implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        take(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void take(String message) {
      try {
        JsonNode node = json.readTree(message);
        if (node.has("id") && node.get("id").asInt() < replies.size()) {
          replies.get(node.get("id").asInt()).complete(node);
        } else {
          events.add(node);
        }
      } catch (IOException e) {
        replies.forEach(reply -> reply.completeExceptionally(e));
      }
    }
  }
}
