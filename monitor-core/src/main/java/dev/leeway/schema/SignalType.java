package dev.leeway.schema;

/** How the values of a signal are read: as numbers with an order, or as names without one. */
public enum SignalType {
  NUMERIC,
  CATEGORICAL
}
