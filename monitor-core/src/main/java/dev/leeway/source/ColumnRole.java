package dev.leeway.source;

import dev.leeway.schema.SignalRole;
import org.jspecify.annotations.Nullable;

/** What a column of the data is to the model. */
public enum ColumnRole {
  FEATURE(SignalRole.FEATURE),
  PREDICTION(SignalRole.PREDICTION),
  SCORE(SignalRole.SCORE),
  LABEL(SignalRole.LABEL),
  /** Names the record; not watched. */
  ID(null),
  /** When the record happened; not watched. */
  TIMESTAMP(null),
  /** The part of the traffic that the record belongs to. */
  SEGMENT(null),
  /** Not watched. */
  IGNORED(null);

  private final @Nullable SignalRole signal;

  ColumnRole(@Nullable SignalRole signal) {
    this.signal = signal;
  }

  /** The role of the signal that such a column is, null where it is none. */
  public @Nullable SignalRole signal() {
    return signal;
  }
}
