package dev.leeway.batch.cli;

import dev.leeway.alert.Alert;
import dev.leeway.judgement.Evaluation;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** Events as lines of JSON: to standard output as they come, to a file that is there only when it is whole. */
final class EventLines implements AutoCloseable {

  private final Terminal terminal;
  private final boolean allBins;
  private final boolean toOutput;
  private final @Nullable Path file;
  private final @Nullable Path partial;
  private final @Nullable BufferedWriter writer;

  private EventLines(Terminal terminal, boolean allBins, boolean toOutput, @Nullable Path file)
      throws IOException {
    this.terminal = terminal;
    this.allBins = allBins;
    this.toOutput = toOutput;
    this.file = file;
    if (file == null) {
      partial = null;
      writer = null;
    } else if (Output.isDevice(file)) {
      partial = null;
      writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    } else {
      Path beside = Output.partial(file);
      partial = beside;
      writer = Files.newBufferedWriter(beside, StandardCharsets.UTF_8);
      // Ctrl-C must not leave half a file
      beside.toFile().deleteOnExit();
    }
  }

  static EventLines to(@Nullable String target, Terminal terminal, boolean allBins) {
    try {
      if (target == null || target.equals("-")) {
        return new EventLines(terminal, allBins, target != null, null);
      }
      Output.requireWritable(Path.of(target));
      return new EventLines(terminal, allBins, false, Path.of(target));
    } catch (IOException e) {
      throw Output.failed(Path.of(String.valueOf(target)), e);
    }
  }

  void write(Evaluation evaluation) {
    if (toOutput || writer != null) {
      String json = allBins ? evaluation.toJsonWithAllBins() : evaluation.toJson();
      line("{\"type\":\"evaluation\"," + json.strip().substring(1));
    }
  }

  void write(Alert alert) {
    line(alert.toJson().strip());
  }

  private void line(String text) {
    if (toOutput) {
      terminal.out().println(text);
      terminal.flush();
    }
    if (writer != null && file != null) {
      try {
        writer.write(text);
        writer.write('\n');
      } catch (IOException e) {
        throw Output.failed(file, e);
      }
    }
  }

  /** The file is whole: gives it its name. */
  void complete() {
    if (writer != null && file != null) {
      try {
        writer.close();
        if (partial != null) {
          Files.move(
              partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
      } catch (IOException e) {
        throw Output.failed(file, e);
      }
    }
  }

  @Override
  public void close() {
    if (writer != null && partial != null) {
      try {
        writer.close();
      } catch (IOException e) {
        // what could not be written has been said; the file is removed
        terminal.say(partial + " cannot be closed: " + e.getMessage());
      }
      partial.toFile().delete();
    }
  }
}
