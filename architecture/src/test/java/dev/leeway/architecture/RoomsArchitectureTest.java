package dev.leeway.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import dev.leeway.Monitor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may import whom among the rooms of monitor-core; the table stands in the order the data flows. */
class RoomsArchitectureTest {

  private static final String ROOT = "dev.leeway";

  private static final String[] LIBRARIES = {
    "java..",
    "org.slf4j..",
    "org.apache.commons.math3..",
    "com.fasterxml.jackson.core..",
    "org.jspecify.."
  };

  private static final Map<String, List<String>> MAY_IMPORT = new LinkedHashMap<>();

  static {
    MAY_IMPORT.put("schema", List.of());
    MAY_IMPORT.put("source", List.of("schema"));
    MAY_IMPORT.put("binning", List.of());
    MAY_IMPORT.put("statistic", List.of("binning"));
    MAY_IMPORT.put("convention", List.of("binning", "statistic"));
    MAY_IMPORT.put("performance", List.of("binning"));
    MAY_IMPORT.put("baseline", List.of("schema", "source", "binning", "statistic", "performance"));
    MAY_IMPORT.put("observation", List.of("schema", "binning", "baseline"));
    MAY_IMPORT.put("label", List.of());
    MAY_IMPORT.put("window", List.of("schema", "binning", "baseline"));
    MAY_IMPORT.put("detector", List.of("baseline")); // its JSON
    MAY_IMPORT.put(
        "judgement",
        List.of(
            "schema", "binning", "statistic", "performance", "baseline", "window", "convention"));
    MAY_IMPORT.put("config", List.of("statistic", "convention", "window", "judgement"));
    MAY_IMPORT.put(
        "alert", List.of("judgement", "baseline", "schema", "binning", "statistic", "window"));
    MAY_IMPORT.put(
        "sink",
        List.of("alert", "judgement", "binning", "statistic", "baseline", "schema", "window"));
  }

  private static final JavaClasses CORE = Modules.containing(Monitor.class);

  static List<String> rooms() {
    return List.copyOf(MAY_IMPORT.keySet());
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void roomImportsOnlyWhatTheTableGrants(String room) {
    List<String> allowed = new ArrayList<>(List.of(LIBRARIES));
    allowed.add(packageOf(room));
    MAY_IMPORT.get(room).forEach(other -> allowed.add(packageOf(other)));
    classes()
        .that()
        .resideInAPackage(packageOf(room))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(allowed.toArray(String[]::new)))
        .allowEmptyShould(true) // a room that is planned and not built yet
        .check(CORE);
  }

  @Test
  void everyPackageOfCoreIsTheFrontDoorOrARoomOfTheTable() {
    TreeSet<String> strangers = CORE.stream()
        .map(JavaClass::getPackageName)
        .filter(name -> !name.equals(ROOT))
        .filter(name ->
            rooms().stream().noneMatch(room -> (name + ".").startsWith(ROOT + "." + room + ".")))
        .collect(Collectors.toCollection(TreeSet::new));
    assertThat(strangers).isEmpty();
  }

  @Test
  void frontDoorImportsOnlyRoomsAndTheFourLibraries() {
    List<String> allowed = new ArrayList<>(List.of(LIBRARIES));
    allowed.add(ROOT);
    rooms().forEach(room -> allowed.add(packageOf(room)));
    classes()
        .that()
        .resideInAPackage(ROOT)
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(allowed.toArray(String[]::new)))
        .check(CORE);
  }

  @Test
  void nothingInCoreWritesToTheStandardStreams() {
    noClasses().should(ACCESS_STANDARD_STREAMS).check(CORE);
  }

  /** Native images need no reflection metadata for what never reflects. */
  @Test
  void nothingInCoreReflects() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.reflect..")
        .check(CORE);
  }

  private static String packageOf(String room) {
    return ROOT + "." + room + "..";
  }
}
