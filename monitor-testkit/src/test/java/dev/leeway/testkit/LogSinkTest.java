package dev.leeway.testkit;

import dev.leeway.alert.Sink;
import dev.leeway.sink.LogSink;

class LogSinkTest implements SinkContract {

  @Override
  public Sink sink() {
    return new LogSink();
  }
}
