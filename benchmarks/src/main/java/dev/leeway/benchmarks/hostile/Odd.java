package dev.leeway.benchmarks.hostile;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Values, rows and times that nobody would send on purpose. */
final class Odd {

  private static final String LONG_TEXT = "x".repeat(10_000_000);

  private static final double[] NUMBERS = {
    Double.NaN,
    Double.longBitsToDouble(0x7ff0000000000001L),
    Double.longBitsToDouble(0xfff8dead0000beefL),
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    -0.0,
    0.0,
    1e308,
    0.5,
    1
  };

  private static final String[] TEXTS = {
    "",
    "a",
    "b",
    "\ud800",
    "\udc00\ud800",
    "\u0000",
    "\u202eright",
    "true",
    "NaN",
    "1e999999",
    "<script>",
    "(missing)",
    LONG_TEXT
  };

  private static final long[] TIMES = {
    Long.MIN_VALUE,
    Long.MIN_VALUE + 1,
    Long.MAX_VALUE,
    Long.MAX_VALUE - 1,
    0,
    -1,
    1_700_000_000_000L,
    253_402_300_800_000L,
    -62_135_596_800_000L
  };

  private Odd() {}

  static double number(SplittableRandom random) {
    return random.nextInt(4) == 0
        ? Double.longBitsToDouble(random.nextLong())
        : NUMBERS[random.nextInt(NUMBERS.length)];
  }

  static String text(SplittableRandom random) {
    return random.nextInt(4) == 0
        ? Long.toString(random.nextLong(), 36)
        : TEXTS[random.nextInt(TEXTS.length)];
  }

  /** Mostly near the last one, sometimes at the end of the world. */
  static long time(SplittableRandom random, long near) {
    return switch (random.nextInt(20)) {
      case 0 -> TIMES[random.nextInt(TIMES.length)];
      case 1 -> random.nextLong();
      case 2 -> near + random.nextLong(-40_000_000_000L, 40_000_000_000L);
      default -> near + random.nextLong(-10_000_000, 10_000_000);
    };
  }

  static @Nullable Object value(SplittableRandom random) {
    return switch (random.nextInt(12)) {
      case 0 -> null;
      case 1 -> text(random);
      case 2 -> number(random);
      case 3 -> (float) number(random);
      case 4 -> random.nextLong();
      case 5 -> random.nextBoolean();
      case 6 -> new BigDecimal("1e400");
      case 7 -> Instant.MAX;
      case 8 -> new Object[] {null};
      case 9 -> new Angry(random.nextInt());
      case 10 -> Thread.State.NEW;
      default -> random.nextDouble();
    };
  }

  /** Throws an Error, a RuntimeException or a checked exception. */
  static RuntimeException anger(int kind) {
    return switch (Math.floorMod(kind, 6)) {
      case 0 -> Odd.<RuntimeException>sneaky(new StackOverflowError("odd"));
      case 1 -> Odd.<RuntimeException>sneaky(new AssertionError("odd"));
      case 2 -> Odd.<RuntimeException>sneaky(new Exception("odd"));
      case 3 -> Odd.<RuntimeException>sneaky(new NoClassDefFoundError("odd"));
      case 4 -> new ConcurrentModificationException("odd");
      default -> new IllegalStateException("odd");
    };
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E sneaky(Throwable failure) throws E {
    throw (E) failure;
  }

  /** Throws whatever it is asked. */
  static final class Angry extends Number {
    private final int kind;

    Angry(int kind) {
      this.kind = kind;
    }

    @Override
    public String toString() {
      throw anger(kind);
    }

    @Override
    public int intValue() {
      throw anger(kind);
    }

    @Override
    public long longValue() {
      throw anger(kind);
    }

    @Override
    public float floatValue() {
      throw anger(kind);
    }

    @Override
    public double doubleValue() {
      throw anger(kind);
    }
  }

  /** A map that throws in one of its methods, or has another content at each call. */
  static final class OddMap extends AbstractMap<String, Object> {
    private final int kind;
    private int calls;

    OddMap(int kind) {
      this.kind = kind;
    }

    private void look(int method) {
      if (kind % 5 == method) {
        throw anger(kind / 5);
      }
    }

    @Override
    public @Nullable Object get(Object key) {
      look(0);
      return calls++ % 2 == 0 ? null : (Object) 1.0;
    }

    @Override
    public boolean containsKey(Object key) {
      look(1);
      return calls++ % 3 == 0;
    }

    @Override
    public int size() {
      look(2);
      return (calls++ & 1) == 0 ? Integer.MAX_VALUE : -1;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
      look(3);
      return Map.<String, Object>of("k" + calls++, 1).entrySet();
    }

    @Override
    public Set<String> keySet() {
      if (kind % 5 == 4) {
        Iterator<String> endless = new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < 1_000;
          }

          @Override
          public String next() {
            if (next++ == 20) {
              throw anger(kind);
            }
            return "endless" + next;
          }
        };
        return new java.util.AbstractSet<>() {
          @Override
          public Iterator<String> iterator() {
            return endless;
          }

          @Override
          public int size() {
            return 1_000;
          }
        };
      }
      return super.keySet();
    }
  }

  /** A plain map with values of any kind, under some of these keys and others. */
  static Map<String, @Nullable Object> map(SplittableRandom random, String... keys) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (String key : keys) {
      if (random.nextInt(5) != 0) {
        map.put(key, value(random));
      }
    }
    if (random.nextInt(3) == 0) {
      map.put(text(random), value(random));
    }
    if (random.nextInt(20) == 0) {
      map.put(null, value(random));
    }
    return map;
  }
}
