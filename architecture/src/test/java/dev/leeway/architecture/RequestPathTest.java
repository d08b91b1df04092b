package dev.leeway.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Nothing that {@code Monitor.observe} reaches in the library's own code waits, nor what leaves a prediction or a label for its
 * join: no lock, no park, no sleep, no synchronized method. Calls through interfaces (accessors, listeners of windows) end the search; what listeners do is the
 * executor's business.
 */
class RequestPathTest {

  private static final Set<String> WAITING = Set.of(
      "park",
      "parkNanos",
      "parkUntil",
      "sleep",
      "join",
      "wait",
      "await",
      "lock",
      "lockInterruptibly",
      "acquire",
      "take",
      "put",
      "get",
      "invokeAll",
      "onSpinWait",
      "yield");
  private static final List<String> WAITING_PACKAGES = List.of(
      "java.util.concurrent.locks",
      "java.util.concurrent.Future",
      "java.util.concurrent.BlockingQueue",
      "java.util.concurrent.CountDownLatch",
      "java.util.concurrent.Semaphore",
      "java.lang.Thread",
      "java.lang.Object");

  @Test
  void observeReachesNothingThatWaits() {
    JavaClasses classes = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages("dev.leeway", "dev.leeway.window", "dev.leeway.observation");
    Deque<JavaCodeUnit> open = new ArrayDeque<>();
    classes.get("dev.leeway.Monitor").getMethods().stream()
        .filter(method -> method.getName().startsWith("observe"))
        .forEach(open::add);
    assertThat(open).hasSizeGreaterThan(5);
    classes.get("dev.leeway.label.LabelJoin").getMethods().stream()
        .filter(method -> List.of("predicted", "labelled").contains(method.getName()))
        .forEach(open::add);
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      JavaCodeUnit unit = open.pop();
      if (!seen.add(unit.getFullName())) {
        continue;
      }
      assertThat(unit.getModifiers())
          .as(unit.getFullName())
          .doesNotContain(JavaModifier.SYNCHRONIZED);
      for (JavaMethodCall call : unit.getMethodCallsFromSelf()) {
        String owner = call.getTargetOwner().getFullName();
        boolean waits = WAITING.contains(call.getTarget().getName())
            && WAITING_PACKAGES.stream().anyMatch(owner::startsWith);
        assertThat(waits)
            .as("%s calls %s", unit.getFullName(), call.getTarget().getFullName())
            .isFalse();
        call.getTarget()
            .resolveMember()
            .filter(target -> owner.startsWith("dev.leeway"))
            .ifPresent(open::add);
      }
      unit.getConstructorCallsFromSelf().stream()
          .filter(call -> call.getTargetOwner().getFullName().startsWith("dev.leeway"))
          .forEach(call -> call.getTarget().resolveMember().ifPresent(open::add));
    }
    assertThat(seen)
        .as("the search reaches the counting and the rolling of panes, and the joining of labels")
        .anyMatch(name -> name.startsWith("dev.leeway.window.PaneRoll.complete"))
        .anyMatch(name -> name.startsWith("dev.leeway.window.GridLayout.count"))
        .anyMatch(name -> name.startsWith("dev.leeway.observation.RowEncoder.encode"))
        .anyMatch(name -> name.startsWith("dev.leeway.label.PendingLabels.predicted"))
        .anyMatch(name -> name.startsWith("dev.leeway.label.PendingLabels.labelled"));
  }

  /** Blocks are not seen in class files by the search above, so the rooms of the request path have none at all. */
  @Test
  void theRoomsOfTheRequestPathHaveNoSynchronizedBlock() throws IOException {
    Path main = Path.of("..", "monitor-core", "src", "main", "java", "dev", "leeway");
    for (String room : List.of("window", "observation", "label", "binning", "schema")) {
      try (Stream<Path> files = Files.walk(main.resolve(room))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          assertThat(Files.readString(file)).as(file.toString()).doesNotContain("synchronized");
        }
      }
    }
  }
}
