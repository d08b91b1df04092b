package dev.leeway.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What class files do not tell: POMs, and the length of files. */
class SourcesArchitectureTest {

  private static final int MOST_LINES = 600;

  @Test
  void coreHasExactlyFourRunTimeDependencies() throws Exception {
    assertThat(runTimeDependencies("monitor-core"))
        .containsExactlyInAnyOrder(
            "org.slf4j:slf4j-api",
            "com.fasterxml.jackson.core:jackson-core",
            "org.apache.commons:commons-math3",
            "org.jspecify:jspecify");
  }

  /** No engine and no other assertions: a user's own build chooses these. */
  @Test
  void testkitBringsTheInterfacesOfTestsAndNoMore() throws Exception {
    assertThat(runTimeDependencies("monitor-testkit"))
        .containsExactlyInAnyOrder(
            "dev.leeway:monitor-core",
            "org.junit.jupiter:junit-jupiter-api",
            "org.assertj:assertj-core",
            "org.jspecify:jspecify");
  }

  private static List<String> runTimeDependencies(String module) throws Exception {
    Element project = DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(Modules.root().resolve(module).resolve("pom.xml").toFile())
        .getDocumentElement();
    List<String> found = new ArrayList<>();
    for (Element dependencies : children(project, "dependencies")) {
      for (Element dependency : children(dependencies, "dependency")) {
        if (!text(dependency, "scope").equals("test")) {
          found.add(text(dependency, "groupId") + ":" + text(dependency, "artifactId"));
        }
      }
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(strings = {"monitor-core", "monitor-micrometer", "monitor-testkit"})
  void noFileOfTheLibraryIsTooLongToReadInOneSitting(String module) throws IOException {
    Path sources = Modules.root().resolve(module).resolve("src/main/java");
    List<String> tooLong = new ArrayList<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file :
          files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
        int lines = Files.readAllLines(file).size();
        if (lines > MOST_LINES) {
          tooLong.add(sources.relativize(file) + ": " + lines + " lines");
        }
      }
    }
    assertThat(tooLong).isEmpty();
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  private static String text(Element parent, String name) {
    return children(parent, name).stream()
        .map(element -> element.getTextContent().strip())
        .findFirst()
        .orElse("");
  }
}
