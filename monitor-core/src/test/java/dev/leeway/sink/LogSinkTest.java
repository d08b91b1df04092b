package dev.leeway.sink;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.leeway.alert.Alert;
import dev.leeway.baseline.BaselineIdentity;
import dev.leeway.baseline.Origin;
import dev.leeway.judgement.Check;
import dev.leeway.judgement.Severity;
import dev.leeway.window.WindowFrame;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogSinkTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger("log-sink-test");
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  LogSinkTest() {
    appender.start();
    logger.addAppender(appender);
    logger.setLevel(Level.DEBUG);
  }

  @AfterEach
  void detach() {
    logger.detachAppender(appender);
  }

  private static Alert alert(Alert.State state, Severity severity, String message) {
    return new Alert(
        state,
        "id-1",
        severity,
        "x",
        null,
        Check.DRIFT,
        "psi",
        0.3,
        0.25,
        new BaselineIdentity(
            "credit",
            "sha256:0123456789abcdef",
            Instant.EPOCH,
            "m",
            "7",
            null,
            null,
            Origin.TRAINING,
            null),
        new WindowFrame(3, 1000, 0, 999, null, null, false),
        List.of(),
        message);
  }

  @Test
  void theLevelFollowsTheSeverity() {
    LogSink sink = new LogSink(logger);
    sink.alerted(alert(Alert.State.OPENED, Severity.WARNING, "w"));
    sink.alerted(alert(Alert.State.ESCALATED, Severity.CRITICAL, "c"));
    sink.alerted(alert(Alert.State.RESOLVED, Severity.CRITICAL, "r"));
    assertThat(appender.list)
        .extracting(ILoggingEvent::getLevel)
        .containsExactly(Level.WARN, Level.ERROR, Level.INFO);
    assertThat(appender.list.get(1).getFormattedMessage())
        .contains("CRITICAL", "ESCALATED", "credit 0123456789ab", "model 7", "id-1", "record 1000");
  }

  @Test
  void namesFromDataCannotForgeALine() {
    new LogSink(logger)
        .alerted(alert(
            Alert.State.OPENED, Severity.WARNING, "a\r\n2026 ERROR forged\u001b[31m\u202e {} x"));
    assertThat(appender.list).hasSize(1);
    assertThat(appender.list.get(0).getFormattedMessage())
        .contains("a??2026 ERROR forged?[31m? {} x")
        .doesNotContain("\n", "\r", "\u001b");
  }

  @Test
  void theMemorySinkKeepsTheNewest() {
    MemorySink sink = new MemorySink(2);
    for (String message : List.of("1", "2", "3")) {
      sink.alerted(alert(Alert.State.OPENED, Severity.WARNING, message));
    }
    assertThat(sink.alerts()).extracting(Alert::message).containsExactly("2", "3");
    assertThat(sink.evaluations()).isEmpty();
  }
}
