package dev.leeway.report.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Commands to a browser and its events, in the DevTools protocol. Any thread may use it. */
final class Connection implements AutoCloseable {

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

  private final ObjectMapper json = new ObjectMapper();
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
  private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
  private final WebSocket socket;
  private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

  /** What the browser tells without being asked. The session is that of a page, empty for the browser itself. */
  record Event(String session, String method, JsonNode parameters) {}

  Connection(URI address) throws InterruptedException {
    this.socket = await(
        "the connection to " + address,
        CONNECT_WITHIN,
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .connectTimeout(CONNECT_WITHIN)
            .buildAsync(address, new Reader()));
  }

  /** Listeners are called one after the other on the thread that reads; they must not wait for an answer. */
  void listen(Consumer<Event> listener) {
    listeners.add(listener);
  }

  void leave(Consumer<Event> listener) {
    listeners.remove(listener);
  }

  /** Sends a command and waits for what it gives. All events that came before the answer have been heard then. */
  JsonNode call(String session, String method, Map<String, ?> parameters)
      throws InterruptedException {
    return await(method, ANSWER_WITHIN, send(session, method, parameters));
  }

  /** Sends a command, for who cannot wait. */
  CompletableFuture<JsonNode> send(String session, String method, Map<String, ?> parameters) {
    int id = ids.incrementAndGet();
    ObjectNode command = json.createObjectNode().put("id", id).put("method", method);
    command.set("params", json.valueToTree(parameters));
    if (!session.isEmpty()) {
      command.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    open.put(id, answer);
    write(command.toString());
    return answer;
  }

  /** A socket takes the next text only when it has sent the last. */
  private synchronized void write(String text) {
    sent = sent.handle((done, failure) -> socket.sendText(text, true)).thenCompose(step -> step);
    sent.exceptionally(failure -> {
      failAll(failure);
      return null;
    });
  }

  private void failAll(Throwable failure) {
    open.values().forEach(answer -> answer.completeExceptionally(failure));
  }

  private void receive(String text) {
    JsonNode message;
    try {
      message = json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The browser sent what is no JSON: " + text, e);
    }
    if (!message.has("id")) {
      Event event = new Event(
          message.path("sessionId").asText(),
          message.path("method").asText(),
          message.path("params"));
      listeners.forEach(listener -> listener.accept(event));
      return;
    }
    CompletableFuture<JsonNode> answer = open.remove(message.path("id").asInt());
    if (answer == null) {
      return;
    }
    if (message.has("error")) {
      answer.completeExceptionally(
          new IllegalStateException(message.path("error").path("message").asText()));
    } else {
      answer.complete(message.path("result"));
    }
  }

  /** Waits with a limit: a browser that hangs must not hang a build. */
  static <T> T await(String what, Duration limit, CompletableFuture<T> answer)
      throws InterruptedException {
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The browser refused " + what + ": " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "The browser has not answered within " + limit.toSeconds() + " s: " + what, e);
    }
  }

  @Override
  public void close() {
    socket.abort();
    failAll(new IllegalStateException("The connection to the browser is closed."));
  }

  private final class Reader implements WebSocket.Listener {

    private final StringBuilder parts = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      parts.append(part);
      if (last) {
        String text = parts.toString();
        parts.setLength(0);
        receive(text);
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      failAll(new IllegalStateException("The browser has closed the connection."));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      failAll(failure);
    }
  }
}
