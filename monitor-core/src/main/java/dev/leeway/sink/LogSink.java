package dev.leeway.sink;

import dev.leeway.alert.Alert;
import dev.leeway.alert.Sink;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Severity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to SLF4J: a critical alert as an error, a warning as a warning, a resolved one as information, evaluations at
 * debug level. Control characters in names that come from data are replaced, so that no line can be forged.
 */
public final class LogSink implements Sink {

  private final Logger logger;

  /** Logs under the name {@code dev.leeway.alerts}. */
  public LogSink() {
    this(LoggerFactory.getLogger("dev.leeway.alerts"));
  }

  public LogSink(Logger logger) {
    this.logger = logger;
  }

  @Override
  public void alerted(Alert alert) {
    String line = printable(line(alert));
    if (alert.state() == Alert.State.RESOLVED) {
      logger.info(line);
    } else if (alert.severity() == Severity.CRITICAL) {
      logger.error(line);
    } else {
      logger.warn(line);
    }
  }

  private static String line(Alert alert) {
    String until = alert.window().end() == null
        ? "record " + (alert.window().lastRow() + 1)
        : String.valueOf(alert.window().end());
    return alert.severity() + " " + alert.state() + " in the window to " + until + ": "
        + alert.message()
        + " [baseline "
        + alert.baseline().name() + " " + alert.baseline().shortDigest() + model(alert) + ", alert "
        + alert.id() + "]";
  }

  private static String model(Alert alert) {
    String version = alert.baseline().modelVersion();
    return version == null ? "" : ", model " + version;
  }

  @Override
  public void evaluated(Evaluation evaluation) {
    if (logger.isDebugEnabled()) {
      logger.debug(printable(evaluation.summary()));
    }
  }

  private static String printable(String text) {
    StringBuilder line = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean hidden = Character.isISOControl(c)
          || Character.getType(c) == Character.FORMAT
          || Character.getType(c) == Character.LINE_SEPARATOR
          || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
      if (hidden) {
        line = line == null ? new StringBuilder(text) : line;
        line.setCharAt(i, '?');
      }
    }
    return line == null ? text : line.toString();
  }
}
