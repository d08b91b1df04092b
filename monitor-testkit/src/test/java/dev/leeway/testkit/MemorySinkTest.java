package dev.leeway.testkit;

import dev.leeway.alert.Sink;
import dev.leeway.sink.MemorySink;

class MemorySinkTest implements SinkContract {

  @Override
  public Sink sink() {
    return new MemorySink(3);
  }
}
