package dev.leeway.baseline;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are read once, a block at a time: looked at, room made, counted. */
final class OnePass<T> {

  private final List<Column<T, ?>> columns;
  private final OpenChunks<T> chunks;
  private final AnswerSums answers;
  private final OutcomeChunks outcomes;
  private final Frames frames;
  private boolean cut;

  OnePass(
      List<Column<T, ?>> columns,
      OpenChunks<T> chunks,
      AnswerSums answers,
      OutcomeChunks outcomes) {
    this.columns = columns;
    this.chunks = chunks;
    this.answers = answers;
    this.outcomes = outcomes;
    this.frames = new Frames(0, chunks.time() != null);
  }

  void read(Iterator<? extends T> rows, int atOnce) {
    List<T> block = new ArrayList<>();
    while (rows.hasNext()) {
      T row = rows.next();
      if (row == null) {
        throw new IllegalArgumentException("Row " + (chunks.rows() + block.size())
            + " of the training data is null: leave such rows out.");
      }
      block.add(row);
      if (block.size() == atOnce) {
        count(block);
        block.clear();
      }
    }
    if (!block.isEmpty()) {
      count(block);
    }
    if (chunks.rows() == 0) {
      throw new IllegalArgumentException(
          "A baseline needs at least one row, but there is none: check the source of the"
              + " training rows.");
    }
    for (int i = 0; i < columns.size(); i++) {
      rearrange(i, columns.get(i).finish());
    }
    arrange(chunks.finish(frames));
  }

  private void count(List<T> block) {
    for (T row : block) {
      columns.forEach(column -> column.look(row));
    }
    for (int i = 0; i < columns.size(); i++) {
      if (cut) {
        rearrange(i, columns.get(i).grow());
      } else {
        columns.get(i).cutOnce();
      }
    }
    cut = true;
    int[] bins = new int[columns.size()];
    for (T row : block) {
      while (chunks.isTooMany(row)) {
        arrange(chunks.coarsen());
      }
      int chunk = chunks.place(row);
      frames.add(chunk, chunks.time(), row);
      for (int i = 0; i < bins.length; i++) {
        bins[i] = columns.get(i).count(row, chunk);
      }
      answers.learn(bins);
      outcomes.learn(chunk);
    }
  }

  private void rearrange(int signal, int @Nullable [] bins) {
    if (bins != null) {
      answers.rearrange(signal, bins, columns.get(signal).binning().bins());
      outcomes.rearrange(signal, bins);
    }
  }

  private void arrange(int[] places) {
    columns.forEach(column -> column.rearrangeChunks(places, chunks.count()));
    frames.arrange(places, chunks.count());
    outcomes.arrange(places, chunks.count());
  }

  OpenChunks<T> chunks() {
    return chunks;
  }

  Frames frames() {
    return frames;
  }

  AnswerSums answers() {
    return answers;
  }
}
