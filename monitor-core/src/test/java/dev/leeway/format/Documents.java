package dev.leeway.format;

import dev.leeway.Comparison;
import dev.leeway.Monitor;
import dev.leeway.alert.Alert;
import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.BaselineIdentity;
import dev.leeway.baseline.BaselineLearner;
import dev.leeway.baseline.Chunks;
import dev.leeway.baseline.Lineage;
import dev.leeway.baseline.Origin;
import dev.leeway.binning.Counts;
import dev.leeway.judgement.AlertPolicy;
import dev.leeway.judgement.BinShift;
import dev.leeway.judgement.Check;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Severity;
import dev.leeway.judgement.SignalEvaluation;
import dev.leeway.schema.Schema;
import dev.leeway.schema.Signal;
import dev.leeway.schema.Task;
import dev.leeway.sink.MemorySink;
import dev.leeway.source.ColumnRole;
import dev.leeway.source.ColumnType;
import dev.leeway.source.DataColumn;
import dev.leeway.source.DataFormat;
import dev.leeway.source.RecordSource;
import dev.leeway.source.SourceColumn;
import dev.leeway.source.SourceRows;
import dev.leeway.statistic.DriftStatistic;
import dev.leeway.statistic.Psi;
import dev.leeway.window.Window;
import dev.leeway.window.WindowFrame;
import dev.leeway.window.WindowPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Files, evaluations and alerts as the library makes them, with every kind of content, by a name for messages. */
final class Documents {

  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
  private static final Clock CLOCK = Clock.fixed(BEGIN, ZoneOffset.UTC);

  /** What names may hold, since they come from data. */
  private static final List<String> HOSTILE = List.of(
      "__proto__",
      "$ref",
      "a/b~c#d",
      "say \"no\" \\ 'x'",
      "\u0000\u001b[31m\r\n\t\u2028\u202e",
      "日本 Zürich \uD83D\uDE00 a\u0308",
      "<script>alert(1)</script>",
      "n".repeat(200));

  record Ride(
      Double temp, String season, String place, boolean workday, Instant at, double rentals) {}

  static final Schema<Ride> RIDES = rides().build();

  private Documents() {}

  private static Schema.Builder<Ride> rides() {
    return Schema.<Ride>builder()
        .numericOrMissing("temp", Ride::temp)
        .categorical("season", Ride::season)
        .categorical("place \"日本\" \u0000 \uD83D\uDE00", Ride::place)
        .bool("workday", Ride::workday)
        .numeric("constant", ride -> 4.2)
        .numericOrMissing("never there", ride -> null)
        .numeric("unreadable at times", ride -> {
          if (ride.rentals() % 10 == 7) {
            throw new IllegalStateException("broken sensor");
          }
          return ride.rentals() / 3;
        })
        .prediction("rentals", Ride::rentals)
        .numericLabel("truth", ride -> ride.rentals() + ride.rentals() % 3)
        .eventTime(Ride::at);
  }

  /** So many rides, one every one and a half hours, warmer by so many degrees. */
  static List<Ride> rows(int count, double warmer) {
    return IntStream.range(0, count).mapToObj(i -> ride(i, warmer)).toList();
  }

  private static Ride ride(int i, double warmer) {
    return new Ride(
        i % 17 == 3 ? null : i % 29 + warmer,
        List.of("winter", "spring", "summer", "autumn").get(i / 150 % 4),
        i % 3 == 0 ? null : HOSTILE.get(i % HOSTILE.size()),
        i % 7 < 5,
        BEGIN.plus(Duration.ofMinutes(90L * i)),
        (i * 37) % 401);
  }

  static Lineage lineage() {
    return Lineage.builder()
        .model("bike \"ü\"", "7")
        .modelArtifact("/models/bike-7.onnx", "ab".repeat(32))
        .code("0123abc")
        .data("rides of March")
        .dataDigest("cd".repeat(32))
        .featureLogic("features.sql, 日本")
        .hyperparameter("depth", 3)
        .metric("mae", 2e-3)
        .metric("tiny", Double.MIN_VALUE)
        .with("team", "\u0000 \uD83D\uDE00")
        .build();
  }

  static Baseline trained() {
    return Baseline.fit(RIDES, rows(600, 0))
        .name("bike-demand")
        .bins(16)
        .chunks(Chunks.byTime(Ride::at, Duration.ofDays(10)))
        .clock(CLOCK)
        .lineage(lineage())
        .build();
  }

  /** Learnt from live traffic: the same bins, marked as such. */
  static Baseline live() {
    List<Window> windows = new ArrayList<>();
    Baseline trained = trained();
    for (int part = 0; part < 2; part++) {
      try (Monitor<Ride> monitor = Monitor.builder(RIDES, trained)
          .window(WindowPolicy.lasting(Duration.ofDays(10)).tumbling())
          .replay()
          .build()) {
        rows(300, part).subList(160 * part, 130 + 160 * part).forEach(monitor::observe);
        windows.add(monitor.window());
      }
    }
    return Window.toBaseline(windows);
  }

  private static Baseline binary() {
    record Loan(double amount, String id, double score, Boolean truth) {}
    List<Loan> loans = IntStream.range(0, 2_000)
        .mapToObj(i -> new Loan(
            i % 10 == 3 ? Double.NaN : Math.pow(10, i % 40 - 20),
            "id " + i,
            i % 10 / 10.0,
            i % 4 == 0 ? null : i % 10 > 4))
        .toList();
    Schema<Loan> schema = Schema.<Loan>builder()
        .numeric("amount", Loan::amount)
        .categorical("identifier of which most are not kept", Loan::id)
        .score("p")
        .label("y")
        .build();
    return Baseline.fit(schema, loans)
        .scores(Loan::score)
        .labels(Loan::truth)
        .clock(CLOCK)
        .build();
  }

  private static Baseline learnt() {
    BaselineLearner<Ride> learner =
        Baseline.learn(RIDES).rows(1_000).name("learnt").clock(CLOCK).start();
    rows(1_000, 0).forEach(learner::observe);
    return learner.baseline();
  }

  /** Baselines of every origin and with every kind of signal. */
  static Map<String, String> baselines() {
    Map<String, Baseline> baselines = new LinkedHashMap<>();
    baselines.put("a regression with labels, times and odd names", trained());
    baselines.put("a binary task with labels that come later, and capped categories", binary());
    baselines.put("learnt from windows", live());
    baselines.put("learnt from rows", learnt());
    baselines.put(
        "read once",
        Baseline.fit(RIDES, rows(600, 0).stream()).name("once").clock(CLOCK).build());
    baselines.put("of a file's columns", ofColumns());
    baselines.put("one row", Baseline.fit(RIDES, rows(1, 0)).clock(CLOCK).build());
    baselines.put("the window before", windowBefore());
    Map<String, String> texts = new LinkedHashMap<>();
    baselines.forEach((name, baseline) -> texts.put(name, baseline.toJson()));
    return texts;
  }

  /** As if a CSV file with decimal commas had been read: every role and type of a column. */
  static Baseline ofColumns() {
    List<DataColumn> columns = List.of(
        new DataColumn("ref", ColumnRole.ID, ColumnType.INTEGER, null),
        new DataColumn("when", ColumnRole.TIMESTAMP, ColumnType.TIME, "dd.MM.yyyy"),
        new DataColumn("amount", ColumnRole.FEATURE, ColumnType.DECIMAL, null),
        new DataColumn("member", ColumnRole.FEATURE, ColumnType.BOOLEAN, null),
        new DataColumn("land", ColumnRole.SEGMENT, ColumnType.TEXT, null),
        new DataColumn("note", ColumnRole.IGNORED, ColumnType.TEXT, null),
        new DataColumn("p", ColumnRole.SCORE, ColumnType.DECIMAL, null),
        new DataColumn("class", ColumnRole.PREDICTION, ColumnType.INTEGER, null),
        new DataColumn("truth", ColumnRole.LABEL, ColumnType.INTEGER, null));
    DataFormat format = new DataFormat(';', ',', ZoneOffset.UTC, columns);
    RecordSource source = RecordSource.ofRows(
        "loans",
        columns.stream()
            .map(column -> new SourceColumn(column.name(), ColumnType.TEXT))
            .toList(),
        IntStream.range(0, 200)
            .mapToObj(i -> new Object[] {
              i,
              "0" + (1 + i % 9) + ".03.2026",
              i % 50 == 7 ? "" : i + ",5",
              i % 3 == 0 ? "yes" : "no",
              "AT",
              "note " + i,
              "0," + i % 10,
              i % 10 / 5,
              i % 7 / 4
            })
            .toList());
    SourceRows rows = SourceRows.of(
        source,
        List.of(
            Signal.numeric("amount"),
            Signal.categorical("member"),
            Signal.score("p"),
            Signal.predictedClass("class"),
            Signal.label("truth")),
        format);
    return Baseline.fit(rows.schema(Task.BINARY), rows)
        .name("loans")
        .dataFormat(format)
        .clock(CLOCK)
        .build();
  }

  private static Baseline windowBefore() {
    try (Monitor<Ride> monitor = monitor(new MemorySink())) {
      rows(300, 0).forEach(monitor::observe);
      return monitor.window().asReference();
    }
  }

  private static Monitor<Ride> monitor(MemorySink sink) {
    return Monitor.builder(RIDES, trained())
        .windows(WindowPolicy.lasting(Duration.ofDays(20)).inPanes(4))
        .rolling(WindowPolicy.lasting(Duration.ofDays(15)).tumbling())
        .sink(sink)
        .replay()
        .build();
  }

  /** What a monitor tells while the world grows warmer and cools down again. */
  private static MemorySink replayed() {
    MemorySink sink = new MemorySink();
    try (Monitor<Ride> monitor = monitor(sink)) {
      for (int i = 0; i < 3_000; i++) {
        double warmer = Math.max(0, 15 - Math.abs(i - 1_200) / 40.0);
        monitor.observe(ride(i, warmer));
      }
    }
    return sink;
  }

  /** Evaluations of every status, partial ones, of every origin, with all bins. */
  static Map<String, String> evaluations() {
    Map<String, String> texts = new LinkedHashMap<>();
    Comparison comparison = Comparison.against(trained());
    Evaluation critical = comparison.of(RIDES, rows(600, 40));
    texts.put("critical", critical.toJson());
    texts.put("critical, all bins", critical.toJsonWithAllBins());
    texts.put(
        "a warning",
        comparison
            .policy(AlertPolicy.fixed(Psi.standard(), 0.01, 1_000).strange(0.001, 1))
            .of(RIDES, rows(600, 3))
            .toJson());
    texts.put("like the training rows", comparison.of(RIDES, rows(600, 0)).toJson());
    texts.put("too few rows", comparison.of(RIDES, rows(20, 0)).toJson());
    texts.put("no row", comparison.of(RIDES, List.of()).toJson());
    texts.put("of a segment", segmented(critical).toJson());
    texts.put(
        "a signal that failed",
        comparison.statistic(failing()).of(RIDES, rows(600, 0)).toJson());
    texts.put(
        "against live traffic",
        Comparison.against(live()).of(RIDES, rows(600, 0)).toJson());
    texts.put(
        "against a binary task",
        Comparison.against(binary()).of(binary().mapSchema(), maps()).toJson());
    texts.put("of a model that answers with a number", numbers());
    texts.put("of a model of several classes", classes());
    texts.put(
        "of a model with a score",
        Comparison.against(scored()).of(SCORED, scores()).toJson());
    try (Monitor<Ride> sampled =
        Monitor.builder(RIDES, trained()).sample(0.5).replay().build()) {
      rows(300, 0).forEach(sampled::observe);
      texts.put("sampled and partial", sampled.evaluate().toJson());
    }
    replayed().evaluations().forEach(e -> texts.put("replay " + texts.size(), e.toJson()));
    return texts;
  }

  private static List<Map<String, ?>> maps() {
    return IntStream.range(0, 500)
        .<Map<String, ?>>mapToObj(i -> Map.of("amount", i / 7.0, "p", i % 10 / 10.0))
        .toList();
  }

  private static String numbers() {
    Schema<Integer> schema = Schema.<Integer>builder()
        .numeric("x", i -> i % 7)
        .prediction("y", i -> i % 7 + i % 3)
        .numericLabel("truth", i -> i % 7.0)
        .build();
    return judged(schema);
  }

  private static String classes() {
    Schema<Integer> schema = Schema.<Integer>builder()
        .numeric("x", i -> i % 7)
        .predictedClass("y", i -> "c" + i % 3)
        .label("truth", i -> "c" + i % 4)
        .build();
    return judged(schema);
  }

  private static final Schema<Integer> SCORED = Schema.<Integer>builder()
      .numeric("x", i -> i % 7)
      .score("p", i -> i % 10 / 10.0)
      .predictedClass("said", i -> i % 10 > 5)
      .label("truth", i -> i % 5 == 0 ? null : i % 10 > 4)
      .build();

  private static List<Integer> scores() {
    return IntStream.range(0, 600).boxed().toList();
  }

  /** A baseline that knows how good the model was. */
  static Baseline scored() {
    return Baseline.fit(SCORED, scores())
        .name("scored")
        .positiveClass("true")
        .clock(Clock.fixed(BEGIN, ZoneOffset.UTC))
        .build();
  }

  private static String judged(Schema<Integer> schema) {
    List<Integer> rows = IntStream.range(0, 600).boxed().toList();
    Baseline baseline =
        Baseline.fit(schema, rows).clock(Clock.fixed(BEGIN, ZoneOffset.UTC)).build();
    return Comparison.against(baseline).of(schema, rows).toJson();
  }

  private static DriftStatistic failing() {
    return new DriftStatistic() {
      @Override
      public String name() {
        return "failing";
      }

      @Override
      public double between(Counts reference, Counts current) {
        throw new IllegalStateException("it fails");
      }
    };
  }

  private static Evaluation segmented(Evaluation whole) {
    List<SignalEvaluation> signals = whole.signals().stream()
        .map(s -> new SignalEvaluation(
            s.signal(),
            "north \u0000 \uD83D\uDE00",
            s.status(),
            s.records(),
            s.missingRate(),
            s.unreadableRate(),
            s.unseenRate(),
            s.outOfRangeRate(),
            s.statistics(),
            s.reference(),
            s.current(),
            s.marks(),
            s.bins(),
            s.newCategories(),
            s.checks()))
        .toList();
    return new Evaluation(
        whole.baseline(),
        whole.window(),
        whole.policy(),
        whole.status(),
        signals,
        whole.findings());
  }

  /** Alerts of every state, severity and check, of a replay and with odd or no names. */
  static Map<String, String> alerts() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Alert.State state : Alert.State.values()) {
      for (Check check : Check.values()) {
        for (Severity severity : List.of(Severity.WARNING, Severity.CRITICAL)) {
          texts.put(
              state + " " + severity + " " + check,
              alert(state, severity, check, "temp", BEGIN).toJson());
        }
      }
    }
    texts.put(
        "without signal",
        alert(Alert.State.OPENED, Severity.WARNING, Check.DRIFT, null, null).toJson());
    HOSTILE.forEach(name -> texts.put(
        name,
        alert(Alert.State.OPENED, Severity.WARNING, Check.DRIFT, name, BEGIN).toJson()));
    replayed().alerts().forEach(alert -> texts.put("replay " + texts.size(), alert.toJson()));
    return texts;
  }

  private static Alert alert(
      Alert.State state, Severity severity, Check check, String name, Instant start) {
    BaselineIdentity baseline = trained().identity();
    BaselineIdentity bare = new BaselineIdentity(
        "", baseline.digest(), BEGIN, null, null, null, null, Origin.PREVIOUS_WINDOW, null);
    return new Alert(
        state,
        "id " + name,
        severity,
        name,
        name,
        check,
        "psi",
        start == null ? Double.NaN : 0.4,
        0.25,
        start == null ? bare : baseline,
        new WindowFrame(
            3,
            400,
            start == null ? 0 : 1_200,
            start == null ? -1 : 1_599,
            start,
            start == null ? null : start.plusMillis(1),
            false,
            start == null ? null : "20d",
            0.5),
        start == null
            ? List.of()
            : List.of(
                new BinShift(name, 0.25, 0.5, 0.17), new BinShift("missing", 0, 1, Double.NaN)),
        "Signal '" + name + "' has drifted.");
  }
}
