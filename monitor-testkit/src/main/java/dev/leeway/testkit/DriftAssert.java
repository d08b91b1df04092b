package dev.leeway.testkit;

import dev.leeway.judgement.Check;
import dev.leeway.judgement.Evaluation;
import dev.leeway.judgement.Finding;
import dev.leeway.judgement.Severity;
import dev.leeway.judgement.Status;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.WritableAssertionInfo;

/** Assertions on an evaluation. A message lists the findings, one a line, with value, limit and what moved. */
public final class DriftAssert extends AbstractAssert<DriftAssert, Evaluation> {

  DriftAssert(Evaluation actual) {
    super(actual, DriftAssert.class);
  }

  /** With the description and the settings of another assertion. */
  DriftAssert(Evaluation actual, WritableAssertionInfo info) {
    this(actual);
    this.info.useRepresentation(info.representation());
    this.info.overridingErrorMessage(info.overridingErrorMessage());
    this.info.description(info.description());
  }

  /** Whether the status is OK. Single checks that could not be made do not count; {@link #hasNotDrifted} is stricter. */
  public DriftAssert isOk() {
    return hasStatus(Status.OK);
  }

  /** Whether the status, the worst of all signals, is this one. */
  public DriftAssert hasStatus(Status status) {
    isNotNull();
    if (actual.status() != status) {
      fail("Expected the status " + status + ", but it is " + head());
    }
    return this;
  }

  /** Whether there is no finding at all, not even one of a check that could not be made. */
  public DriftAssert hasNoFindings() {
    isNotNull();
    if (!actual.findings().isEmpty()) {
      fail("Expected no findings, but it is " + head());
    }
    return this;
  }

  /** Whether a signal has a finding that is a warning or critical. */
  public DriftAssert hasFinding(String signal) {
    return hasFinding("'" + signal + "'", finding -> signal.equals(finding.signal()));
  }

  /** Whether a signal has a finding of this check that is a warning or critical. */
  public DriftAssert hasFinding(String signal, Check check) {
    return hasFinding(
        check.words() + " of '" + signal + "'",
        finding -> signal.equals(finding.signal()) && finding.check() == check);
  }

  private DriftAssert hasFinding(String what, Predicate<Finding> wanted) {
    isNotNull();
    boolean found = actual.findings().stream()
        .anyMatch(finding -> finding.severity() != Severity.NO_DATA && wanted.test(finding));
    if (!found) {
      fail("Expected a finding: " + what + ", but it is " + head());
    }
    return this;
  }

  /** Whether every check was made and none exceeds its limit: {@code NO_DATA} is never "not drifted". */
  public DriftAssert hasNotDrifted() {
    isNotNull();
    boolean unjudged = actual.status() == Status.NO_DATA
        || actual.findings().stream().anyMatch(finding -> finding.severity() == Severity.NO_DATA);
    if (actual.status().isAtLeast(Status.WARNING)) {
      fail("Expected no drift, but it is " + head());
    } else if (unjudged) {
      fail("Expected no drift, but there is too little to judge, which is not \"no drift\". It is "
          + head());
    }
    return this;
  }

  /** Whether some check exceeds its limit. */
  public DriftAssert hasDrifted() {
    isNotNull();
    if (actual.status() == Status.NO_DATA) {
      fail("Expected drift, but there is too little to judge. It is " + head());
    } else if (!actual.status().isAtLeast(Status.WARNING)) {
      fail("Expected drift, but it is " + head());
    }
    return this;
  }

  private String head() {
    return FindingLines.of(actual);
  }

  /** Names come from data and may hold what a format takes for its own. */
  private void fail(String message) {
    failWithMessage("%s", message);
  }
}
