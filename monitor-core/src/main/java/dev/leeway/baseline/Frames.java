package dev.leeway.baseline;

import dev.leeway.schema.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Rows and times of each chunk, while the chunks are counted. */
final class Frames {

  private final boolean timed;
  private long[] rows = {};
  private long[] first = {};
  private long[] last = {};

  Frames(int chunks, boolean timed) {
    this.timed = timed;
    grow(chunks);
  }

  private void grow(int chunks) {
    int before = rows.length;
    rows = Arrays.copyOf(rows, chunks);
    first = Arrays.copyOf(first, chunks);
    last = Arrays.copyOf(last, chunks);
    Arrays.fill(first, before, chunks, Long.MAX_VALUE);
    Arrays.fill(last, before, chunks, Long.MIN_VALUE);
  }

  <T> void add(int chunk, @Nullable ToLongFunction<? super T> time, T row) {
    if (chunk >= rows.length) {
      grow(chunk + 1);
    }
    rows[chunk]++;
    if (time != null) {
      long millis = time.applyAsLong(row);
      if (millis != Schema.NO_TIME) {
        first[chunk] = Math.min(first[chunk], millis);
        last[chunk] = Math.max(last[chunk], millis);
      }
    }
  }

  /** Puts each chunk in its new place; chunks with the same place become one. */
  void arrange(int[] places, int chunks) {
    Frames arranged = new Frames(chunks, timed);
    for (int i = 0; i < rows.length; i++) {
      int place = places[i];
      arranged.rows[place] += rows[i];
      arranged.first[place] = Math.min(arranged.first[place], first[i]);
      arranged.last[place] = Math.max(arranged.last[place], last[i]);
    }
    rows = arranged.rows;
    first = arranged.first;
    last = arranged.last;
  }

  long rows(int chunk) {
    return rows[chunk];
  }

  long[] rows() {
    return rows.clone();
  }

  List<ChunkFrame> build(List<Boolean> full) {
    List<ChunkFrame> frames = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] > 0) {
        boolean known = timed && first[i] <= last[i];
        frames.add(new ChunkFrame(
            rows[i],
            known ? Instant.ofEpochMilli(first[i]) : null,
            known ? Instant.ofEpochMilli(last[i]) : null,
            full.get(i)));
      }
    }
    return frames;
  }
}
