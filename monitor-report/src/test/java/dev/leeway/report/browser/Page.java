package dev.leeway.report.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A page in a browser, used as a person does: by keys and the mouse. */
final class Page implements AutoCloseable {

  private static final Duration LOAD_WITHIN = Duration.ofSeconds(30);
  private static final Duration COME_TRUE_WITHIN = Duration.ofSeconds(5);
  private static final int POLL_MILLIS = 10;

  /** Runs in each document before its own scripts. An alert leaves a mark even if the dialog should not be heard of. */
  private static final String WITNESS = """
      document.addEventListener("securitypolicyviolation", event =>
        %s(event.violatedDirective + " " + event.blockedURI + " " + event.sample));
      window.alert = (open => text => { window.struck = 1; open.call(window, text); })(window.alert);
      """.formatted(PageLog.REFUSED);

  private final ObjectMapper json = new ObjectMapper();
  private final Connection connection;
  private final String target;
  private final String session;
  private final PageLog log;

  Page(Connection connection, String target, String session) throws InterruptedException {
    this.connection = connection;
    this.target = target;
    this.session = session;
    this.log = new PageLog(connection);
    connection.listen(log);
    call("Page.enable", Map.of());
    call("Runtime.enable", Map.of());
    call("Runtime.addBinding", Map.of("name", PageLog.REFUSED));
    call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WITNESS));
    media("", "light");
  }

  PageLog log() {
    return log;
  }

  JsonNode call(String method, Map<String, ?> parameters) throws InterruptedException {
    return connection.call(session, method, parameters);
  }

  /** Goes to an address, and waits until all that it needs is there. */
  void open(URI address) throws InterruptedException {
    CompletableFuture<Void> loaded = new CompletableFuture<>();
    Consumer<Connection.Event> listener = event -> {
      if (event.session().equals(session) && event.method().equals("Page.loadEventFired")) {
        loaded.complete(null);
      }
    };
    connection.listen(listener);
    try {
      JsonNode answer = call("Page.navigate", Map.of("url", address.toString()));
      if (answer.has("errorText")) {
        throw new IllegalStateException(
            address + " cannot be opened: " + answer.path("errorText").asText());
      }
      // a new place in the same document loads nothing
      if (answer.has("loaderId")) {
        Connection.await("the whole of " + address, LOAD_WITHIN, loaded);
      }
    } finally {
      connection.leave(listener);
    }
  }

  /** What an expression of JavaScript gives; a promise is waited for. */
  JsonNode evaluate(String expression) throws InterruptedException {
    JsonNode answer = call(
        "Runtime.evaluate",
        Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(expression + " failed: " + answer.path("exceptionDetails"));
    }
    return answer.path("result").path("value");
  }

  /** What an expression that gives a list of texts gives. */
  List<String> texts(String expression) throws InterruptedException {
    List<String> texts = new ArrayList<>();
    evaluate("Array.from(" + expression + ", String)").forEach(text -> texts.add(text.asText()));
    return texts;
  }

  boolean holds(String expression) throws InterruptedException {
    return evaluate("Boolean(" + expression + ")").asBoolean();
  }

  /** What a check that is a function in a file of this package gives: a sentence for each thing that is wrong. */
  List<String> check(String file, Object... arguments) throws InterruptedException {
    try (InputStream in = Page.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("There is no " + file + " beside the tests.");
      }
      String function = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String list = json.writeValueAsString(arguments);
      return texts("(" + function + "\n)(..." + list + ")");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for what a script or the browser does in its own time. */
  void waitUntil(String expression) throws InterruptedException {
    long deadline = System.nanoTime() + COME_TRUE_WITHIN.toNanos();
    while (!holds(expression)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "Not so after " + COME_TRUE_WITHIN.toSeconds() + " s: " + expression);
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  /** A text as an expression of JavaScript. */
  String quoted(String text) {
    try {
      return json.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  void press(Key key) throws InterruptedException {
    call("Input.dispatchKeyEvent", key.down());
    call("Input.dispatchKeyEvent", key.up());
  }

  /** Each character is a key that is pressed. */
  void type(String text) throws InterruptedException {
    for (int character : text.codePoints().toArray()) {
      String key = Character.toString(character);
      call("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key, "text", key));
      call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
    }
  }

  /** Presses the mouse in the middle of the first element that a selector finds. */
  void click(String selector) throws InterruptedException {
    JsonNode at = evaluate("""
        (element => {
          element.scrollIntoView({block: "center", behavior: "instant"});
          const box = element.getClientRects()[0];
          return {x: box.x + box.width / 2, y: box.y + box.height / 2};
        })(document.querySelector(%s))
        """.formatted(quoted(selector)));
    for (String type : List.of("mouseMoved", "mousePressed", "mouseReleased")) {
      call(
          "Input.dispatchMouseEvent",
          Map.of(
              "type",
              type,
              "x",
              at.path("x").asDouble(),
              "y",
              at.path("y").asDouble(),
              "button",
              type.equals("mouseMoved") ? "none" : "left",
              "clickCount",
              type.equals("mouseMoved") ? 0 : 1));
    }
  }

  /** Tabs on from where the focus is until an expression holds. */
  void tabUntil(String expression, int most) throws InterruptedException {
    for (int i = 0; i < most; i++) {
      press(Key.TAB);
      if (holds(expression)) {
        return;
      }
    }
    throw new AssertionError("Not reached by pressing Tab " + most + " times: " + expression);
  }

  /**
   * The medium, empty for the one that is in use, and the colours that the user prefers. Nothing moves by itself, so that places
   * can be measured.
   */
  void media(String medium, String scheme) throws InterruptedException {
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            medium,
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  void width(int pixels) throws InterruptedException {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", false));
  }

  void withoutScript() throws InterruptedException {
    call("Emulation.setScriptExecutionDisabled", Map.of("value", true));
  }

  void openAllDetails() throws InterruptedException {
    evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })");
  }

  AccessibilityTree accessibility() throws InterruptedException {
    return new AccessibilityTree(call("Accessibility.getFullAXTree", Map.of()).path("nodes"));
  }

  byte[] pdf() throws InterruptedException {
    return Base64.getDecoder()
        .decode(call("Page.printToPDF", Map.of("printBackground", true))
            .path("data")
            .asText());
  }

  @Override
  public void close() throws InterruptedException {
    connection.leave(log);
    connection.call("", "Target.closeTarget", Map.of("targetId", target));
  }
}
