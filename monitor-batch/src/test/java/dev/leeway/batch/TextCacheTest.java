package dev.leeway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TextCacheTest {

  @Test
  void aTextIsMadeOnce() {
    TextCache cache = new TextCache();
    AtomicInteger made = new AtomicInteger();
    for (int i = 0; i < 100; i++) {
      int which = i % 10;
      String text = cache.text(which % 2, which, () -> "t" + which + made.getAndIncrement());
      assertThat(text).startsWith("t" + which);
    }
    assertThat(made).hasValue(10);
  }

  @Test
  void moreTextsThanItHoldsAreMadeEachTime() {
    TextCache cache = new TextCache();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 100_000; i++) {
        int which = i;
        assertThat(cache.text(which % 7, which, () -> "t" + which)).isEqualTo("t" + which);
      }
    }
  }
}
