package dev.leeway.examples.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.leeway.Monitor;
import dev.leeway.MonitorBuilder;
import dev.leeway.baseline.BaselineStore;
import dev.leeway.judgement.Evaluation;
import dev.leeway.micrometer.LeewayMetrics;
import dev.leeway.sink.LogSink;
import dev.leeway.window.WindowPolicy;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers with the model over HTTP and watches what it is asked.
 *
 * <ul>
 *   <li>{@code POST /predict} with a {@linkplain LoanJson loan}: the probability that it is not paid back
 *   <li>{@code GET /metrics}: the monitor's meters, for Prometheus
 *   <li>{@code GET /drift}: the last evaluation as JSON; 204 until a window was judged
 * </ul>
 */
public final class LoanService implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(LoanService.class);
  /** What a registry's {@code scrape()} is written in. */
  private static final String SCRAPE_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final int THREADS = 4;
  private static final int MOST_WAITING = 100;
  private static final int MOST_BYTES = 10_000;
  private static final int SECONDS_TO_END = 1;

  private final HttpServer server;
  private final ExecutorService threads;
  private final Monitor<Loan> monitor;
  private final PrometheusMeterRegistry registry;
  private final LeewayMetrics metrics;

  private LoanService(HttpServer server, Monitor<Loan> monitor) {
    this.server = server;
    this.threads = threads();
    this.monitor = monitor;
    this.registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    this.metrics = LeewayMetrics.monitor(registry, monitor, LoanModel.NAME);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
  }

  /** {@code STORE PORT}: the directory of the store that the training has filled, and where to listen on this machine. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.err.println("LoanService: expected the store's directory and a port, but got "
          + arguments.length + " arguments.");
      System.exit(2);
    }
    BaselineStore store = BaselineStore.directory(Path.of(arguments[0]));
    LoanService service = start(store, Integer.parseInt(arguments[1]));
    Runtime.getRuntime().addShutdownHook(new Thread(service::close, "loan-service-end"));
    System.out.println("Listening on http://localhost:" + service.port());
  }

  /**
   * Starts the service on this machine's own address.
   *
   * @param port 0 for any free one
   */
  static LoanService start(BaselineStore store, int port) throws IOException {
    // the JDK's server sends head and body apart: without this each answer waits for the client to
    // acknowledge the head, 40 ms on Linux
    System.setProperty("sun.net.httpserver.nodelay", "true");
    // what can fail comes first, so that nothing is left open
    MonitorBuilder<Loan> monitor = Monitor.builder(
            LoanModel.schema(), store.current(LoanModel.NAME))
        // fills fast when tried out by hand; with traffic all day take the default, 24 hours
        .window(WindowPolicy.ofRecords(2_000).inPanes(10))
        .sink(new LogSink());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    LoanService service = new LoanService(server, monitor.build());
    server.start();
    return service;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Few threads and a short queue; when both are full, whoever accepts requests works itself and so accepts no more. */
  private static ExecutorService threads() {
    return new ThreadPoolExecutor(
        THREADS,
        THREADS,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(MOST_WAITING),
        work -> new Thread(work, "loan-service"),
        new ThreadPoolExecutor.CallerRunsPolicy());
  }

  private void answer(HttpExchange exchange) throws IOException {
    Reply reply;
    try {
      reply = reply(exchange);
    } catch (RuntimeException e) {
      LOGGER.error("A request failed.", e);
      reply = Reply.text(500, "This is a fault of the service.");
    }
    reply.send(exchange);
  }

  private Reply reply(HttpExchange exchange) throws IOException {
    return switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
      case "POST /predict" -> predict(exchange);
      case "GET /metrics" -> new Reply(200, SCRAPE_TYPE, registry.scrape());
      case "GET /drift" -> drift();
      default -> Reply.text(404, "There is: POST /predict, GET /metrics, GET /drift.");
    };
  }

  private Reply predict(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      return Reply.text(413, "A loan takes at most " + MOST_BYTES + " bytes.");
    }
    Loan loan;
    try {
      loan = LoanJson.read(body);
    } catch (JsonProcessingException e) {
      return Reply.text(400, "This is no loan: " + e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      return Reply.text(400, "This is no loan: " + e.getMessage());
    }
    // snippet: service-predict
    double p = LoanModel.probability(loan);
    monitor.observe(loan, p); // the only line in the request path
    return Reply.json("{\"default_probability\":" + p + "}");
    // end
  }

  private Reply drift() {
    Evaluation latest = monitor.latest();
    return latest == null ? Reply.nothing() : Reply.json(latest.toJson());
  }

  /**
   * Ends in the order in which the data flow: no more requests, the last window, then the meters, so that a registry that
   * sends its numbers somewhere has the last ones. A second call does nothing.
   */
  @Override
  public void close() {
    // snippet: service-close
    server.stop(SECONDS_TO_END); // requests under way may end; before JDK 21 it may take all of it
    threads.shutdown();
    monitor.close(); // judges the open window, delivers what waits
    metrics.close();
    registry.close();
    // end
  }

  private record Reply(int status, String type, String body) {

    static Reply text(int status, String sentence) {
      return new Reply(status, "text/plain; charset=utf-8", sentence + "\n");
    }

    static Reply json(String json) {
      return new Reply(200, "application/json", json);
    }

    static Reply nothing() {
      return new Reply(204, "text/plain", "");
    }

    void send(HttpExchange exchange) throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      boolean head = exchange.getRequestMethod().equals("HEAD");
      // -1 is "no body"; 0 would be "of unknown length"
      exchange.sendResponseHeaders(status, head || bytes.length == 0 ? -1 : bytes.length);
      if (!head) {
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(bytes);
        }
      }
    }
  }
}
