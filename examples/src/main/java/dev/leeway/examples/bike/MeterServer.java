package dev.leeway.examples.bike;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.leeway.Monitor;
import dev.leeway.micrometer.LeewayMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Serves a monitor's meters for Prometheus, to this machine only. */
final class MeterServer implements AutoCloseable {

  private static final String HOST = "127.0.0.1";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final HttpServer server;
  private @Nullable LeewayMetrics meters;

  /**
   * Starts serving.
   *
   * @param port 0 for any free one
   * @throws BindException if nothing can listen there; the message says what to do
   */
  MeterServer(int port) throws IOException {
    // the JDK's server sends head and body apart: without this each answer waits for the client to
    // acknowledge the head, 40 ms on Linux
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      InetAddress host = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      server = HttpServer.create(new InetSocketAddress(host, port), 0);
    } catch (BindException e) {
      throw new BindException(
          "cannot listen on " + HOST + ":" + port + " (" + e.getMessage()
              + "); end what listens there, or take another port with --serve PORT, 0 for any free one.");
    }
    server.createContext("/", this::answer);
    server.start();
  }

  /** Shows the meters of a monitor. They stay when it is closed: then they show what it said last. */
  void show(Monitor<?> monitor, String model) {
    meters = LeewayMetrics.monitor(registry, monitor, model);
  }

  String address() {
    return "http://" + HOST + ":" + server.getAddress().getPort() + "/metrics";
  }

  private void answer(HttpExchange exchange) throws IOException {
    boolean known = exchange.getRequestMethod().equals("GET")
        && exchange.getRequestURI().getPath().equals("/metrics");
    String text = known ? registry.scrape() : "There is: GET /metrics.\n";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    // -1 is "no body", and HEAD has none
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(known ? 200 : 404, head || bytes.length == 0 ? -1 : bytes.length);
    if (!head) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(bytes);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    if (meters != null) {
      meters.close();
    }
    registry.close();
  }
}
