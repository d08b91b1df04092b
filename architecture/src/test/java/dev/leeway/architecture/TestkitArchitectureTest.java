package dev.leeway.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.leeway.testkit.LeewayAssertions;
import org.junit.jupiter.api.Test;

/** The test kit stands beside the library: it uses what every user can use, and nothing that runs in a service uses it. */
class TestkitArchitectureTest {

  @Test
  void testkitImportsTheLibraryAndTheInterfacesOfTests() {
    classes()
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(
            "java..",
            "dev.leeway..",
            "org.junit.jupiter.api..",
            "org.assertj.core..",
            "org.jspecify.."))
        .check(Modules.containing(LeewayAssertions.class));
  }

  /** Not even the adapters: a kit that imports one would bring it into every user's tests. */
  @Test
  void testkitKnowsNoAdapter() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.leeway.micrometer..", "dev.leeway.examples..", "dev.leeway.benchmarks..")
        .check(Modules.containing(LeewayAssertions.class));
  }

  @Test
  void nothingElseImportsTheTestkit() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.leeway.testkit..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.leeway.testkit..")
        .check(Modules.all());
  }
}
