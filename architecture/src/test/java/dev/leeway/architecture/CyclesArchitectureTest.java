package dev.leeway.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages of all modules, seen as rooms with what is inside them, and one by one. */
class CyclesArchitectureTest {

  private static final JavaClasses ALL = Modules.all();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev.leeway.(*)..",
        "dev.leeway.(**)",
        "dev.leeway.examples.(**)",
        "dev.leeway.benchmarks.(**)"
      })
  void packagesAreFreeOfCycles(String pattern) {
    slices().matching(pattern).should().beFreeOfCycles().allowEmptyShould(true).check(ALL);
  }

  /** A class path that lost a module would pass every rule. */
  @ParameterizedTest
  @ValueSource(strings = {"schema", "micrometer", "testkit", "examples", "benchmarks"})
  void everyModuleIsLookedAt(String part) {
    assertThat(ALL.stream().map(JavaClass::getPackageName))
        .anyMatch(name -> (name + ".").startsWith("dev.leeway." + part + "."));
  }
}
