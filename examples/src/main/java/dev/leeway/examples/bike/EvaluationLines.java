package dev.leeway.examples.bike;

import dev.leeway.alert.Sink;
import dev.leeway.judgement.Evaluation;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes each evaluation as a line of JSON. */
final class EvaluationLines implements Sink {

  private final BufferedWriter writer;

  EvaluationLines(Path file) throws IOException {
    writer = Files.newBufferedWriter(file);
  }

  @Override
  public void evaluated(Evaluation evaluation) {
    try {
      writer.write(evaluation.toJson());
      writer.newLine();
      // whoever reads along in a slow replay finds whole lines
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
