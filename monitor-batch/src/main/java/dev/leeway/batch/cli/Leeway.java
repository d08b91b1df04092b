package dev.leeway.batch.cli;

import dev.leeway.baseline.BaselineFormatException;
import dev.leeway.config.ConfigurationException;
import dev.leeway.source.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command and its sub-commands. */
@Command(
    name = "leeway",
    description = "Is the world that a model sees still the world it was trained on?",
    mixinStandardHelpOptions = true,
    versionProvider = Leeway.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      BaselineCommand.class,
      CompareCommand.class,
      ReplayCommand.class,
      InspectCommand.class,
      DiffCommand.class,
      AutoComplete.GenerateCompletion.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done; nothing at or above --fail-on",
      "1:done; a finding at or above --fail-on",
      "2:the call or the input is wrong; one line says what to change",
      "3:a fault of Leeway's own"
    })
final class Leeway {

  static final int FOUND = 1;
  static final int WRONG = 2;
  static final int FAULT = 3;
  private static final int HELP_WIDTH = 100;

  private Leeway() {}

  /** Runs a call and returns its exit code. Throws nothing. */
  static int run(Terminal terminal, String... args) {
    CommandLine line = commandLine(terminal);
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    line.setParameterExceptionHandler((wrong, given) -> {
      CommandLine at = wrong.getCommandLine();
      terminal
          .err()
          .println(at.getCommandSpec().qualifiedName() + ": " + oneLine(wrong.getMessage()) + " ("
              + at.getCommandSpec().qualifiedName() + " --help tells what there is)");
      return WRONG;
    });
    line.setExecutionExceptionHandler((failure, at, result) -> ended(terminal, at, failure));
    int code = line.execute(args);
    terminal.out().flush();
    return code;
  }

  static CommandLine commandLine(Terminal terminal) {
    CommandLine line = new CommandLine(new Leeway(), new Making(terminal));
    line.setUsageHelpWidth(HELP_WIDTH);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setColorScheme(CommandLine.Help.defaultColorScheme(
        terminal.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    line.getSubcommands()
        .forEach((name, command) ->
            command.getCommandSpec().usageMessage().hidden(name.equals("generate-completion")));
    return line;
  }

  /** Commands get their terminal when they are made. */
  private record Making(Terminal terminal) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      Object made = type == BaselineCommand.class
          ? new BaselineCommand(terminal)
          : type == CompareCommand.class
              ? new CompareCommand(terminal)
              : type == ReplayCommand.class
                  ? new ReplayCommand(terminal)
                  : type == InspectCommand.class
                      ? new InspectCommand(terminal)
                      : type == DiffCommand.class
                          ? new DiffCommand(terminal)
                          : CommandLine.defaultFactory().create(type);
      return type.cast(made);
    }
  }

  private static int ended(Terminal terminal, CommandLine at, Throwable failure) {
    String name = at.getCommandSpec().qualifiedName();
    Throwable cause = failure;
    if (cause instanceof Refusal
        || cause instanceof SourceException
        || cause instanceof BaselineFormatException
        || cause instanceof ConfigurationException
        || cause instanceof IllegalArgumentException
        || cause instanceof NoSuchElementException
        || cause instanceof UncheckedIOException) {
      terminal.err().println(name + ": " + oneLine(cause.getMessage()));
      return WRONG;
    }
    if (cause instanceof OutOfMemoryError) {
      terminal
          .err()
          .println(
              name
                  + ": the memory is used up: give Java more of it, for example with JAVA_TOOL_OPTIONS=-Xmx4g.");
      return WRONG;
    }
    terminal
        .err()
        .println(name + ": a fault of Leeway's own, " + oneLine(String.valueOf(cause))
            + "; the trace is in " + traced(cause) + ".");
    return FAULT;
  }

  private static String traced(Throwable fault) {
    StringWriter trace = new StringWriter();
    fault.printStackTrace(new PrintWriter(trace, true));
    try {
      Path file = Files.createTempFile("leeway-fault-", ".txt");
      return Files.writeString(file, trace.toString(), StandardCharsets.UTF_8).toString();
    } catch (IOException e) {
      return "the next lines, since no file can be written\n" + trace;
    }
  }

  private static String oneLine(@Nullable String message) {
    return message == null ? "no reason is known" : message.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  /** Version and commit. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      Properties properties = new Properties();
      try (InputStream in = Leeway.class.getResourceAsStream("leeway-batch.properties")) {
        if (in != null) {
          properties.load(in);
        }
      }
      String built = properties.getProperty("commit", "");
      String commit = System.getProperty("leeway.commit", built);
      return new String[] {
        "leeway " + properties.getProperty("version", "of an unknown version")
            + (commit.isBlank() ? "" : " (" + commit + ")")
      };
    }
  }
}
