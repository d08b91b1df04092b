package dev.leeway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** Runs a contract suite inside a test and looks at what it says. */
final class Suite {

  private static final String ENGINE = "junit-jupiter";

  private Suite() {}

  /** Whether one test of a suite fails, with an assertion that speaks of it. */
  static void assertFails(Class<?> suite, String test) {
    Events tests = EngineTestKit.engine(ENGINE)
        .selectors(selectMethod(suite, test))
        .execute()
        .testEvents();
    assertThat(tests.started().count()).as("tests that ran of %s", test).isEqualTo(1);
    assertThat(tests.failed().count()).as("failures of %s", test).isEqualTo(1);
    Throwable thrown = tests
        .failed()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
        .flatMap(result -> result.getThrowable().stream())
        .findFirst()
        .orElseThrow();
    assertThat(thrown).as("what %s says", test).isInstanceOf(AssertionError.class);
    assertThat(thrown.getMessage()).as("what %s says", test).isNotBlank();
  }

  /** Whether all tests of a suite pass; so many of them may be aborted. */
  static void assertPasses(Class<?> suite, int tests, int aborted) {
    Events events =
        EngineTestKit.engine(ENGINE).selectors(selectClass(suite)).execute().testEvents();
    assertThat(events.failed().stream().map(Event::toString)).as("failures").isEmpty();
    events.assertStatistics(
        stats -> stats.started(tests).succeeded(tests - aborted).aborted(aborted));
  }
}
