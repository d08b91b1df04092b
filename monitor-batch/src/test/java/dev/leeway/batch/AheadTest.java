package dev.leeway.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.source.RecordBlock;
import dev.leeway.source.RecordSource;
import dev.leeway.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AheadTest {

  private static RecordBlock block(int number) {
    return new ColumnBlock(row -> "row " + row, number, 1, new Values[0]);
  }

  /** Blocks up to a number, then an error or the end. */
  private static class Counting implements RecordSource.Blocks {
    final AtomicInteger given = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    private final int most;
    private final @Nullable RuntimeException failure;
    private volatile @Nullable Thread reader;

    Counting(int most, @Nullable RuntimeException failure) {
      this.most = most;
      this.failure = failure;
    }

    @Override
    public @Nullable RecordBlock next() {
      reader = Thread.currentThread();
      if (given.get() < most) {
        return block(given.getAndIncrement());
      }
      if (failure != null) {
        throw failure;
      }
      return null;
    }

    @Override
    public double progress() {
      return 0.5;
    }

    @Override
    public void close() {
      assertThat(Thread.currentThread().getName())
          .as("it alone reads and closes")
          .isEqualTo("leeway-reader");
      closed.incrementAndGet();
    }
  }

  @Test
  void blocksComeInTheirOrder() {
    Counting behind = new Counting(1_000, null);
    List<String> places = new ArrayList<>();
    try (Ahead ahead = Ahead.of(behind)) {
      assertThat(ahead.progress()).isEqualTo(0.5);
      for (RecordBlock block = ahead.next(); block != null; block = ahead.next()) {
        places.add(block.place(0));
      }
      assertThat(ahead.next()).as("after the end").isNull();
    }
    assertThat(places).hasSize(1_000).startsWith("row 0", "row 1").endsWith("row 999");
    assertThat(behind.closed).hasValue(1);
  }

  @Test
  void anErrorComesAfterTheBlocksBeforeIt() {
    Counting behind = new Counting(5, new SourceException("torn"));
    try (Ahead ahead = Ahead.of(behind)) {
      for (int i = 0; i < 5; i++) {
        assertThat(ahead.next()).isNotNull();
      }
      assertThatThrownBy(ahead::next).isInstanceOf(SourceException.class).hasMessage("torn");
      assertThat(ahead.next()).as("after the error").isNull();
    }
    assertThat(behind.closed).hasValue(1);
  }

  @Test
  void noMoreThanAFewBlocksAreReadAhead() throws InterruptedException {
    CountDownLatch full = new CountDownLatch(3);
    Counting behind = new Counting(1_000, null) {
      @Override
      public @Nullable RecordBlock next() {
        full.countDown();
        return super.next();
      }
    };
    try (Ahead ahead = Ahead.of(behind)) {
      full.await();
      assertThat(ahead.next()).isNotNull();
      assertThat(behind.given.get()).isLessThanOrEqualTo(4);
    }
  }

  @Test
  void theThreadEndsWhenTheConsumerStopsEarly() {
    Counting behind = new Counting(1_000, null);
    Ahead ahead = Ahead.of(behind);
    assertThat(ahead.next()).isNotNull();
    ahead.close();
    assertThat(behind.closed).hasValue(1);
    Thread reader = behind.reader;
    assertThat(reader == null ? null : reader.isAlive()).isEqualTo(false);
    assertThat(ahead.next()).isNull();
    ahead.close();
  }

  /** As a query that takes its time, deaf to interrupts. */
  @Test
  void aReadThatIsUnderWayIsCancelled() throws InterruptedException {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    AtomicInteger closed = new AtomicInteger();
    RecordSource.Blocks behind = new RecordSource.Blocks() {
      @Override
      public @Nullable RecordBlock next() {
        reading.countDown();
        boolean waiting = true;
        while (waiting) {
          try {
            cancelled.await();
            waiting = false;
          } catch (InterruptedException e) {
            // deaf
          }
        }
        throw new SourceException("cancelled");
      }

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    };
    Ahead ahead = new Ahead(behind, cancelled::countDown);
    reading.await();
    ahead.close();
    assertThat(closed).hasValue(1);
  }

  @Test
  void aConsumerThatIsInterruptedStaysSo() {
    CountDownLatch never = new CountDownLatch(1);
    Counting behind = new Counting(0, null) {
      @Override
      public @Nullable RecordBlock next() {
        super.next();
        try {
          never.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return null;
      }
    };
    try (Ahead ahead = Ahead.of(behind)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(ahead::next)
          .isInstanceOf(SourceException.class)
          .hasMessageContaining("interrupted");
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(behind.closed).hasValue(1);
  }
}
