package dev.leeway.examples.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.baseline.BaselineStore;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real HTTP. */
class LoanServiceTest {

  private static final int ROUND = 500;
  private static final int MOST_ROUNDS = 20;

  @TempDir
  private static Path directory;

  /** For all tests that count a few records at most. */
  private static Client shared;

  /** A service, and somebody who asks it. */
  private record Client(LoanService service, HttpClient http) implements AutoCloseable {

    static Client start() throws Exception {
      LoanService service = LoanService.start(BaselineStore.directory(directory), 0);
      return new Client(
          service, HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    }

    private HttpResponse<String> send(String path, UnaryOperator<HttpRequest.Builder> how)
        throws Exception {
      URI uri = URI.create("http://localhost:" + service.port() + path);
      HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30));
      return http.send(how.apply(request).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws Exception {
      return send(path, HttpRequest.Builder::GET);
    }

    HttpResponse<String> predict(String body) throws Exception {
      return send("/predict", request -> request.POST(BodyPublishers.ofString(body)));
    }

    /** The value of the one series with this name and these labels. */
    double metric(String name, String... labels) throws Exception {
      List<String> found = get("/metrics")
          .body()
          .lines()
          .filter(line -> line.startsWith(name + "{"))
          .filter(line -> Stream.of(labels).allMatch(line::contains))
          .toList();
      assertThat(found).as("%s %s", name, List.of(labels)).hasSize(1);
      return Double.parseDouble(found.get(0).substring(found.get(0).lastIndexOf(' ') + 1));
    }

    double state(String signal, String state) throws Exception {
      return metric("drift_alert_state", "signal=\"" + signal + "\"", "state=\"" + state + "\"");
    }

    double observed() throws Exception {
      return metric("drift_observations_rows_total");
    }

    /** A record that comes while panes are rolled is counted by whoever rolls them, maybe after its answer is out. */
    void awaitObserved(double records) throws Exception {
      long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (observed() != records && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      assertThat(observed()).isEqualTo(records);
    }

    /** Two clients ask for half of the loans each. */
    void ask(List<Loan> loans) throws Exception {
      ExecutorService threads = Executors.newFixedThreadPool(2);
      try {
        int half = loans.size() / 2;
        List<Callable<Integer>> halves = List.of(
            () -> askInTurn(loans.subList(0, half)),
            () -> askInTurn(loans.subList(half, loans.size())));
        for (Future<Integer> done : threads.invokeAll(halves)) {
          done.get();
        }
      } finally {
        threads.shutdown();
      }
    }

    private int askInTurn(List<Loan> loans) throws Exception {
      for (Loan loan : loans) {
        HttpResponse<String> reply = predict(json(loan));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body()).startsWith("{\"default_probability\":0.");
      }
      return loans.size();
    }

    /**
     * Asks in rounds until the signal is in a state: threads tell each other of their records in groups, so a pane may
     * hold some more than its share, and the window is judged on another thread. Returns how many loans it took.
     */
    int askUntil(String signal, String state, double income) throws Exception {
      int asked = 0;
      for (int round = 0; round < MOST_ROUNDS && state(signal, state) != 1; round++) {
        ask(Applicants.loans(ROUND, 100 + round, income));
        asked += ROUND;
      }
      assertThat(state(signal, state))
          .as("%s %s after %d loans", signal, state, asked)
          .isEqualTo(1);
      return asked;
    }

    @Override
    public void close() {
      service.close();
    }
  }

  @BeforeAll
  static void start() throws Exception {
    assertThat(Training.store(BaselineStore.directory(directory))).isEqualTo("loan-default@1");
    shared = Client.start();
  }

  @AfterAll
  static void end() {
    shared.close();
  }

  private static String json(Loan loan) {
    return String.format(
        Locale.ROOT,
        "{\"amount\": %f, \"income\": %f, \"months\": %d, \"region\": \"%s\"}",
        loan.amount(),
        loan.income(),
        loan.months(),
        loan.region());
  }

  @Test
  void trafficLikeTheTrainingIsOkAndPoorerApplicantsAreCritical() throws Exception {
    try (Client client = Client.start()) {
      assertThat(client.get("/drift").statusCode()).isEqualTo(204);
      assertThat(client.state("income", "no_data")).isEqualTo(1);

      int usual = client.askUntil("income", "ok", 40_000);

      assertThat(usual).isGreaterThanOrEqualTo(2_000);
      for (String signal : List.of("amount", "months", "region", "default_probability")) {
        assertThat(client.state(signal, "ok")).as(signal).isEqualTo(1);
      }
      client.awaitObserved(usual);
      HttpResponse<String> drift = client.get("/drift");
      assertThat(drift.statusCode()).isEqualTo(200);
      assertThat(drift.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(drift.body())
          .startsWith("{\"format\":\"leeway-evaluation/1\"")
          .contains("\"status\":\"ok\"");

      int poorer = client.askUntil("income", "critical", 20_000);

      client.awaitObserved(usual + poorer);
      assertThat(client.state("income", "ok")).isZero();
      assertThat(client.state("amount", "ok")).isEqualTo(1);
      assertThat(client.state("region", "ok")).isEqualTo(1);
      assertThat(client.get("/drift").body()).contains("\"status\":\"critical\"");
    }
  }

  @Test
  void answersWithTheModelsProbability() throws Exception {
    Loan loan = new Loan(12_000, 40_000, 36, "north");
    HttpResponse<String> reply = shared.predict(json(loan));
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(reply.body())
        .isEqualTo("{\"default_probability\":" + LoanModel.probability(loan) + "}");
  }

  /** The monitor's matter, not the caller's fault. */
  @Test
  void aRegionThatTheModelDoesNotKnowIsAnsweredAndObserved() throws Exception {
    double before = shared.observed();
    Loan loan = new Loan(12_000, 40_000, 36, "overseas");
    assertThat(shared.predict(json(loan)).statusCode()).isEqualTo(200);
    shared.awaitObserved(before + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "loan",
        "[]",
        "{",
        "{}",
        "{\"amount\": 12000, \"income\": 38000, \"months\": 36}",
        "{\"amount\": \"12000\", \"income\": 38000, \"months\": 36, \"region\": \"north\"}",
        "{\"amount\": null, \"income\": 38000, \"months\": 36, \"region\": \"north\"}",
        "{\"amount\": -1, \"income\": 38000, \"months\": 36, \"region\": \"north\"}",
        "{\"amount\": 12000, \"income\": 1e999, \"months\": 36, \"region\": \"north\"}",
        "{\"amount\": 12000, \"income\": NaN, \"months\": 36, \"region\": \"north\"}",
        "{\"amount\": 12000, \"income\": 38000, \"months\": 36.5, \"region\": \"north\"}",
        "{\"amount\": 12000, \"income\": 38000, \"months\": 99999999999, \"region\": \"north\"}",
        "{\"amount\": 12000, \"income\": 38000, \"months\": 36, \"region\": 7}",
        "{\"amount\": 12000, \"income\": 38000, \"months\": 36, \"region\": \"north\"} {}",
      })
  void whatIsNoLoanIsRefusedAndNotObserved(String body) throws Exception {
    double before = shared.observed();
    HttpResponse<String> reply = shared.predict(body);
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).startsWith("This is no loan: ");
    assertThat(shared.observed()).isEqualTo(before);
  }

  @Test
  void aBodyTooLongIsRefusedAndNotObserved() throws Exception {
    double before = shared.observed();
    String body = json(new Loan(12_000, 40_000, 36, "x".repeat(20_000)));
    assertThat(shared.predict(body).statusCode()).isEqualTo(413);
    assertThat(shared.observed()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/predict", "/predictions", "/metrics/", "/metricsx", "/drift/now"})
  void otherPathsAreNotFound(String path) throws Exception {
    assertThat(shared.get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void anotherMethodIsNotFoundEither() throws Exception {
    HttpResponse<String> head =
        shared.send("/metrics", request -> request.method("HEAD", BodyPublishers.noBody()));
    assertThat(head.statusCode()).isEqualTo(404);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void metricsAreInPrometheusTextFormat() throws Exception {
    HttpResponse<String> reply = shared.get("/metrics");
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(reply.body()).contains("# TYPE drift_observations_rows_total counter");
  }

  @Test
  void afterTheEndConnectionsAreRefusedAndItsThreadsAreGone() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Client client = Client.start();
    client.ask(Applicants.loans(20, 1, 40_000));
    Set<Thread> own = Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread))
        .filter(thread -> thread.getName().matches("loan-service|leeway-.*|HTTP-Dispatcher"))
        .collect(Collectors.toSet());
    assertThat(own.stream().map(Thread::getName))
        .contains("loan-service", "leeway-loan-default", "HTTP-Dispatcher");

    client.close();

    assertThatThrownBy(() -> client.get("/metrics")).isInstanceOf(ConnectException.class);
    for (Thread thread : own) {
      thread.join(10_000);
      assertThat(thread.isAlive()).as("%s is alive", thread.getName()).isFalse();
    }
    client.close();
  }

  @Test
  void withoutATrainingItDoesNotStart(@TempDir Path empty) {
    assertThatThrownBy(() -> LoanService.start(BaselineStore.directory(empty), 0))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("loan-default");
  }
}
