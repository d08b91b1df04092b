package dev.leeway.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.leeway.report.HtmlReport;
import org.junit.jupiter.api.Test;

/** The report is embedded in services, so it brings nothing but itself. */
class ReportArchitectureTest {

  private static final JavaClasses REPORT = Modules.containing(HtmlReport.class);

  @Test
  void theModuleUsesCoreAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage("java..", "dev.leeway..", "org.jspecify.."))
        .check(REPORT);
  }

  @Test
  void oneClassIsForUsers() {
    classes()
        .that()
        .doNotHaveSimpleName("HtmlReport")
        .should()
        .notHaveModifier(JavaModifier.PUBLIC)
        .check(REPORT);
  }
}
