package dev.leeway.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every Java fence of the README and of the pages is code that is compiled here, and every link leads somewhere. */
class SnippetsTest {

  private static final Pattern NAMED = Pattern.compile("<!-- snippet: (\\S+) -->");
  private static final Pattern BEGIN = Pattern.compile("// snippet: (\\S+)");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
  private static final Path ROOT = root();

  /** The folder that all modules and pages lie in. */
  static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("mvnw"))) {
      Path parent = directory.getParent();
      if (parent == null) {
        throw new IllegalStateException("No folder above the working directory holds mvnw.");
      }
      directory = parent;
    }
    return directory;
  }

  private static List<Path> files(Path directory, String suffix) {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> pages() {
    List<Path> pages = new ArrayList<>(files(ROOT.resolve("docs"), ".md"));
    pages.add(ROOT.resolve("README.md"));
    return pages;
  }

  /** The lines between the markers, by name. */
  private static Map<String, List<String>> snippets() {
    Map<String, List<String>> snippets = new LinkedHashMap<>();
    for (Path file : files(ROOT.resolve("examples/src"), ".java")) {
      List<String> open = null;
      for (String line : lines(file)) {
        String text = line.strip();
        Matcher begin = BEGIN.matcher(text);
        if (begin.matches()) {
          assertThat(open).as("snippet within a snippet in %s", file).isNull();
          open = new ArrayList<>();
          assertThat(snippets.put(begin.group(1), open)).as("twice: %s", text).isNull();
        } else if (text.equals("// end") && open != null) {
          open = null;
        } else if (open != null && !text.isEmpty()) {
          open.add(text);
        }
      }
      assertThat(open).as("snippet without an end in %s", file).isNull();
    }
    return snippets;
  }

  @Test
  void everyJavaFenceIsASnippetThatIsCompiled() {
    Map<String, List<String>> snippets = snippets();
    int fences = 0;
    for (Path page : pages()) {
      String name = null;
      List<String> fence = null;
      for (String line : lines(page)) {
        String text = line.strip();
        Matcher named = NAMED.matcher(text);
        if (fence != null && text.startsWith("```")) {
          assertThat(fence)
              .as("snippet %s of %s", name, ROOT.relativize(page))
              .isEqualTo(snippets.get(name));
          fence = null;
          name = null;
        } else if (fence != null) {
          if (!text.isEmpty()) {
            fence.add(text);
          }
        } else if (named.matches()) {
          name = named.group(1);
        } else if (text.equals("```java")) {
          assertThat(name)
              .as("a java fence of %s without a snippet's name", ROOT.relativize(page))
              .isNotNull();
          assertThat(snippets).containsKey(name);
          fence = new ArrayList<>();
          fences++;
        } else if (!text.isEmpty()) {
          name = null;
        }
      }
      assertThat(fence)
          .as("a fence without an end in %s", ROOT.relativize(page))
          .isNull();
    }
    assertThat(fences).isPositive();
  }

  @Test
  void everyRelativeLinkLeadsToAFile() {
    for (Path page : pages()) {
      boolean code = false;
      for (String line : lines(page)) {
        code ^= line.strip().startsWith("```");
        Matcher link = LINK.matcher(line);
        while (!code && link.find()) {
          String target = link.group(1).replaceFirst("#.*", "");
          if (!target.isEmpty() && !target.matches("[a-z]+:.*")) {
            assertThat(page.resolveSibling(target))
                .as("link of %s", ROOT.relativize(page))
                .exists();
          }
        }
      }
    }
  }
}
