package dev.leeway;

import java.util.Locale;

/** Where in a monitor something went wrong without harm to its host. */
public enum Stage {
  /** A value could not be read from a row; it counts as unreadable. */
  ACCESSOR,
  /** An event time could not be read; the record counts in the open pane. */
  TIME,
  /** The caller gave an answer that the schema has no signal for; it is left out. */
  ANSWER,
  /** An answer could not be joined with its label. */
  LABEL,
  /** A clock failed, or panes could not be rolled. */
  WINDOW,
  /** A window could not be evaluated. */
  EVALUATION,
  /** A sink threw. */
  SINK;

  /** The name in tags: lower case. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
