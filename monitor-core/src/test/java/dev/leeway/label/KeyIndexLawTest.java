package dev.leeway.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a map, with keys that meet in a few homes, and with few bits left for distances, as where places are many. */
class KeyIndexLawTest {

  private static final int CAPACITY = 50;
  private static final int OPERATIONS = 50_000;

  @ParameterizedTest
  @CsvSource({
    "6, 1",
    "6, 5",
    "6, 1000",
    "29, 1",
    "29, 5",
    "29, 1000",
    "30, 5",
    "31, 1",
    "31, 5",
    "31, 1000"
  })
  void everyKeyIsFoundWhereItStands(int placeBits, int homes) {
    Entries entries = new Entries(CAPACITY, false);
    KeyIndex index = new KeyIndex(entries, placeBits);
    Map<Long, Integer> expected = new HashMap<>();
    SplittableRandom random = new SplittableRandom(homes);
    for (int i = 0; i < OPERATIONS; i++) {
      int place = random.nextInt(CAPACITY);
      if (expected.containsValue(place)) {
        index.remove(place);
        expected.remove(entries.key(place));
      }
      // the upper half chooses the home, some of them at the end of the table
      long key = (long) -random.nextInt(homes) * 0x1234567 << 32 | random.nextInt(20);
      if (!expected.containsKey(key) && random.nextInt(10) < 8) {
        entries.begin(place, key);
        index.add(place);
        expected.put(key, place);
      }
      assertThat(index.find(key)).as("operation %d", i).isEqualTo(expected.getOrDefault(key, -1));
      if (i % 100 == 0) {
        expected.forEach((other, where) -> assertThat(index.find(other)).isEqualTo(where));
      }
    }
  }
}
