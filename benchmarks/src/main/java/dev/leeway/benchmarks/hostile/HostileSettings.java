package dev.leeway.benchmarks.hostile;

import dev.leeway.Monitor;
import dev.leeway.baseline.Baseline;
import dev.leeway.baseline.BaselineFile;
import dev.leeway.config.Configuration;
import dev.leeway.config.ConfigurationException;
import dev.leeway.schema.Schema;
import dev.leeway.schema.Signal;
import dev.leeway.schema.SignalRole;
import dev.leeway.schema.SignalType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Settings files and schemas that went wrong: refused with the exception that is meant for it, or sound. */
final class HostileSettings {

  private static final String JSON = """
      {"format": "leeway-policy/1", "name": "credit", "windows": ["24h/24", "1h/12", "30d/30"],
       "rolling": "7d/7", "zone": "Europe/Berlin", "sample": 0.1, "close_within": "10s",
       "convention": "leeway",
       "policy": {"kind": "fixed", "statistic": "psi", "warning": 0.1, "critical": 0.25,
        "minimum_rows": 500, "missing": {"warning": 0.02, "critical": 0.1},
        "unreadable": {"warning": 0.02, "critical": 0.1},
        "unseen": {"warning": 0.01, "critical": 0.1},
        "out_of_range": {"warning": 0.01, "critical": 0.1}}}
      """;

  private static final String PROPERTIES = """
      # settings
      leeway.name=credit
      leeway.windows=24h/24, 1h/12, 30d/30
      leeway.rolling=7d/7
      leeway.zone=Europe/Berlin
      leeway.sample=0.1
      leeway.close_within=PT10S
      leeway.policy.kind=fixed
      leeway.policy.warning=0.1
      leeway.policy.critical=0.25
      leeway.policy.minimum_rows=500
      leeway.policy.missing.warning=0.02
      leeway.policy.missing.critical=0.1
      """;

  private static final String[] VALUES = {
    "9223372036854775807ms",
    "9223372036854775s",
    "106751991167d",
    "PT9223372036854775807S",
    "PT-1S",
    "0",
    "-1",
    "1e308",
    "NaN",
    "1e-400",
    "9223372036854775807",
    "2000/0",
    "2000/1001",
    "1/1",
    "1ms/1",
    "24h/7",
    "1ms",
    "1d/1000",
    "106751d",
    "\u0661\u0662",
    "+18:00",
    "SystemV/PST8",
    "null",
    "",
    "\\u0000",
    "leeway",
    "evidently",
    "ks",
    "wasserstein",
    "0.1",
    "1",
    "999999999h/9",
    "9223372036854775800/10",
    "1s,1m,1h",
    "2/2,4/2"
  };

  private static final Schema<double[]> SCHEMA = Schema.ofArrays(Signal.numeric("x"));
  private static final Baseline BASELINE = Baseline.fit(SCHEMA, rows()).build();

  private final SplittableRandom random;
  private final Mutation mutation;
  private final Faults faults = new Faults();
  private long accepted;
  private long slowest;

  HostileSettings(long seed) {
    random = new SplittableRandom(seed);
    mutation = new Mutation(random, VALUES);
  }

  private static List<double[]> rows() {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rows.add(new double[] {i});
    }
    return rows;
  }

  /** What was found so far. */
  Faults faults() {
    return faults;
  }

  Faults run(int files, int schemas) {
    for (int i = 0; i < files; i++) {
      boolean json = random.nextBoolean();
      String text = mutation.of(json ? JSON : PROPERTIES);
      timed("settings", () -> settings(text, json));
    }
    for (int i = 0; i < schemas; i++) {
      timed("schema", this::schema);
    }
    return faults;
  }

  long accepted() {
    return accepted;
  }

  /** In nanoseconds. */
  long slowest() {
    return slowest;
  }

  private void timed(String what, Runnable body) {
    long begin = System.nanoTime();
    try {
      body.run();
    } catch (Throwable escaped) {
      faults.add(what, escaped);
    }
    slowest = Math.max(slowest, System.nanoTime() - begin);
  }

  /** What is accepted must make a monitor that runs and ends, or be refused before the first record. */
  void settings(String text, boolean json) {
    Configuration configuration;
    try {
      configuration = json
          ? Configuration.ofJson(text, "settings.json")
          : Configuration.ofProperties(text, "leeway.properties");
    } catch (ConfigurationException refused) {
      return;
    }
    Monitor<double[]> monitor;
    try {
      monitor = Monitor.builder(SCHEMA, BASELINE)
          .configure(configuration)
          .executor(Runnable::run)
          .build();
    } catch (IllegalArgumentException refused) {
      return;
    }
    accepted++;
    for (int i = 0; i < 5; i++) {
      monitor.observe(new double[] {i});
    }
    monitor.evaluate();
    monitor.close();
    if (configuration.sample() == 1 && monitor.records() != 5) {
      faults.add("a monitor of accepted settings lost records");
    }
  }

  private <E> E any(E[] all) {
    return all[random.nextInt(all.length)];
  }

  private void schema() {
    Signal[] signals = new Signal[random.nextInt(6)];
    Schema<Map<String, ?>> schema;
    Baseline baseline;
    List<Map<String, ?>> rows = new ArrayList<>();
    try {
      for (int i = 0; i < signals.length; i++) {
        String name = Odd.text(random);
        signals[i] = new Signal(
            name.length() > 1_000 ? name.substring(0, 1_000) : name,
            any(SignalRole.values()),
            any(SignalType.values()));
      }
      schema = Schema.ofMaps(signals);
      if (random.nextInt(3) == 0) {
        schema = schema.withClasses(Odd.text(random), Odd.text(random));
      }
      for (int r = 0; r < 20; r++) {
        Map<String, Object> row = new HashMap<>();
        for (Signal signal : signals) {
          row.put(signal.name(), signal.isNumeric() ? (Object) random.nextDouble() : "c" + r % 3);
        }
        rows.add(row);
      }
      baseline = Baseline.fit(schema, rows).build();
    } catch (IllegalArgumentException refused) {
      return;
    }
    accepted++;
    if (!BaselineFile.parse(baseline.toJson()).digest().equals(baseline.digest())) {
      faults.add("a baseline that is read is another one");
    }
    try (Monitor<Map<String, ?>> monitor =
        Monitor.builder(schema, baseline).executor(Runnable::run).build()) {
      rows.forEach(monitor::observe);
      monitor.evaluate().toJson();
      if (monitor.records() != rows.size()) {
        faults.add("a monitor of an accepted schema lost records");
      }
    }
  }
}
