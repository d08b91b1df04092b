package dev.leeway.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page is what the command says of itself. To write it anew: {@code -Dleeway.write.reference}. */
class CommandReferenceTest {

  private static final Path PAGE = Path.of("../docs/reference/command.md");

  private static final String HEAD = """
      # The command `leeway`

      `./leeway` runs it from a checkout and builds what it needs the first time; of a release it is `java -jar
      monitor-batch-VERSION-cli.jar` with the same arguments. Results go to standard output or the named file, everything else
      to standard error. A terminal gets colour (not with `NO_COLOR`) and a progress line, a pipe gets neither. See
      [batch jobs](../batch.md) for what to do with it.

      This page is made from what the command says with `--help`; a test holds it to that.

      | exit | meaning |
      |---|---|
      | 0 | done; nothing at or above `--fail-on` |
      | 1 | done; a finding at or above `--fail-on` (never without that option); one line on standard error names the worst |
      | 2 | the call or the input is wrong: one line says what, where, what was expected, what to do; no partial file is left |
      | 3 | a fault of Leeway's own: the line says so and where the trace was written |

      A file that was written with an older or newer version of the formats is read or refused by its name, see
      [baseline file](baseline-file.md) and [evaluation](evaluation.md). `eval "$(leeway generate-completion)"` completes options
      in bash and zsh.
      """;

  private static String page() {
    StringBuilder page = new StringBuilder(HEAD);
    for (String command : List.of("baseline", "compare", "replay", "inspect", "diff")) {
      page.append("\n## ").append(command).append("\n\n```text\n");
      page.append(Call.of(command, "--help").out().stripTrailing()).append("\n```\n");
    }
    return page.toString();
  }

  @Test
  void thePageIsWhatTheCommandSays() throws IOException {
    String page = page();
    if (System.getProperty("leeway.write.reference") != null) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("write it anew: ./mvnw -pl monitor-batch -am test -Dtest=CommandReferenceTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dleeway.write.reference")
        .isEqualTo(page);
  }
}
