package dev.leeway.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ids that someone chose to be a nuisance, and ids as they are. */
class IdsTest {

  private static final Ids IDS = new Ids(42);

  private static final int FAMILY = 1 << 16;

  static Stream<Arguments> families() {
    return Stream.of(
        Arguments.of("numbers in sequence", (IntToLongFunction) i -> IDS.key((long) i)),
        Arguments.of(
            "numbers at the lower end", (IntToLongFunction) i -> IDS.key(Long.MIN_VALUE + i)),
        Arguments.of(
            "numbers that differ at the top", (IntToLongFunction) i -> IDS.key((long) i << 48)),
        Arguments.of("texts in sequence", (IntToLongFunction) i -> IDS.key("loan-" + i)),
        Arguments.of("texts of one hash code", (IntToLongFunction) i -> IDS.key(sameHashCode(i))),
        Arguments.of("zeros of all lengths", (IntToLongFunction) i -> IDS.key("\0".repeat(i))),
        Arguments.of("unpaired surrogates", (IntToLongFunction) i -> IDS.key(surrogates(i))),
        Arguments.of("differing in the first of 128 characters", (IntToLongFunction)
            i -> IDS.key((char) i + "x".repeat(127))),
        Arguments.of("differing in the last of 1,000 characters", (IntToLongFunction)
            i -> IDS.key("x".repeat(999) + (char) i)));
  }

  /** "Aa" and "BB" have the same hash code, and so has each text of sixteen of them. */
  private static String sameHashCode(int bits) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      text.append((bits >> i & 1) == 0 ? "Aa" : "BB");
    }
    return text.toString();
  }

  private static String surrogates(int bits) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      text.append((bits >> i & 1) == 0 ? '\ud800' : '\udc00');
    }
    return text.toString();
  }

  /** Of 65,536 keys in 65,536 places of a table, the fullest has 8 or 9 by chance; 16 has a probability below 10⁻⁹. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("families")
  void familyOfIdsSpreadsAsIfByChance(String name, IntToLongFunction family) {
    Set<Long> keys = new HashSet<>();
    int[] upper = new int[FAMILY];
    int[] lower = new int[FAMILY];
    for (int i = 0; i < FAMILY; i++) {
      long key = family.applyAsLong(i);
      keys.add(key);
      upper[(int) (key >>> 48)]++;
      lower[(int) (key & 0xFFFF)]++;
    }
    assertThat(keys).hasSize(FAMILY);
    for (int i = 0; i < FAMILY; i++) {
      assertThat(Math.max(upper[i], lower[i])).isLessThan(16);
    }
  }

  @Test
  void idOfTenMegabytesIsReadAtItsEndsOnly() {
    String huge = "a".repeat(10_000_000);
    String otherEnd = huge.substring(1) + 'b';
    String otherBegin = 'b' + huge.substring(1);
    String otherMiddle = huge.substring(0, 5_000_000) + 'b' + huge.substring(5_000_001);
    assertThat(Stream.of(huge, otherEnd, otherBegin, huge + 'a').map(IDS::key).distinct())
        .hasSize(4);
    assertThat(IDS.key(otherMiddle)).isEqualTo(IDS.key(huge));
    // a thousand of them read in full would be ten gigabytes
    long begin = System.nanoTime();
    for (int i = 0; i < 1_000; i++) {
      IDS.key(huge);
    }
    assertThat(System.nanoTime() - begin).isLessThan(1_000_000_000L);
  }

  @Test
  void eachCharacterOfShortTextsCounts() {
    for (int length : new int[] {1, 2, 3, 4, 5, 63, 64, 65, 66, 67, 68, 127, 128}) {
      String text = "a".repeat(length);
      List<Long> keys = new ArrayList<>();
      keys.add(IDS.key(text));
      for (int i = 0; i < length; i++) {
        keys.add(IDS.key(text.substring(0, i) + 'b' + text.substring(i + 1)));
      }
      assertThat(keys).as("%d characters", length).doesNotHaveDuplicates();
    }
  }

  @Test
  void equalTextsHaveEqualKeysHoweverTheyAreKept() {
    String latin = "caf\u00e9";
    String ofWide = ("\u4e2d" + latin).substring(1);
    assertThat(IDS.key(ofWide)).isEqualTo(IDS.key(latin));
    assertThat(IDS.key("")).isEqualTo(IDS.key(""));
  }

  @Test
  void keysDependOnTheSeed() {
    Ids other = new Ids(43);
    assertThat(other.key(7)).isNotEqualTo(IDS.key(7));
    assertThat(other.key("7")).isNotEqualTo(IDS.key("7"));
    assertThat(IDS.key("7")).isNotEqualTo(IDS.key(7));
    assertThat(new Ids(42).key("7")).isEqualTo(IDS.key("7"));
  }

  /** A hash with the lower half of its products only would let one word undo what the one before did, with any seed. */
  @Test
  void differencesInTopmostBitsDoNotCancelEachOther() {
    String plain = "aaaaaaaa";
    for (int first = 0; first < 4; first++) {
      for (int mask = 1; mask < 16; mask++) {
        char[] changed = plain.toCharArray();
        changed[first] ^= (char) 0x8000;
        for (int i = 0; i < 4; i++) {
          changed[4 + i] ^= (char) ((mask >> i & 1) << 15);
        }
        for (long seed = 0; seed < 100; seed++) {
          Ids ids = new Ids(seed);
          assertThat(ids.key(new String(changed))).isNotEqualTo(ids.key(plain));
        }
      }
    }
  }
}
