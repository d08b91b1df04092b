package dev.leeway.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.leeway.batch.CsvSource;
import org.junit.jupiter.api.Test;

/** Batch jobs in Java need the sources only; the command stands on top of them, and nothing stands on it. */
class BatchArchitectureTest {

  private static final JavaClasses BATCH = Modules.containing(CsvSource.class);

  @Test
  void sourcesKnowNothingOfTheCommand() {
    noClasses()
        .that()
        .resideInAPackage("dev.leeway.batch")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.leeway.batch.cli..", "picocli..")
        .check(BATCH);
  }

  /** What a user's class path may lack is met by the classes that name it, and by nothing else. */
  @Test
  void tablesawIsForItsOwnClasses() {
    noClasses()
        .that()
        .haveNameNotMatching("dev\\.leeway\\.batch\\.Tables?.*")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("tech.tablesaw..")
        .check(BATCH);
  }

  @Test
  void theModuleUsesItsLibrariesAndCore() {
    classes()
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(
            "java..",
            "javax.sql..",
            "dev.leeway..",
            "de.siegmar.fastcsv..",
            "ch.randelshofer.fastdoubleparser..",
            "org.duckdb..",
            "tech.tablesaw..",
            "picocli..",
            "com.fasterxml.jackson.core..",
            "org.jspecify.."))
        .check(BATCH);
  }

  @Test
  void nothingElseImportsTheModule() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.leeway.batch..", "dev.leeway.benchmarks..", "dev.leeway.architecture..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.leeway.batch..")
        .check(Modules.all());
  }
}
