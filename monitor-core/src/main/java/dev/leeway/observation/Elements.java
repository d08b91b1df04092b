package dev.leeway.observation;

import dev.leeway.binning.NumericBinning;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row that is an array of numbers: one loop over the bins, with no call through an accessor. */
final class Elements {

  private final NumericBinning[] binnings;
  private final int[] indices;
  private final int[] places;
  private final int[] answers;
  private final int[] missing;
  private final int fewest;

  private Elements(
      List<NumericBinning> binnings,
      List<Integer> indices,
      List<Integer> places,
      List<Integer> answers,
      List<Integer> missing) {
    this.binnings = binnings.toArray(NumericBinning[]::new);
    this.indices = array(indices);
    this.places = array(places);
    this.answers = array(answers);
    this.missing = array(missing);
    this.fewest = indices.stream().mapToInt(i -> i + 1).max().orElse(0);
  }

  private static int[] array(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Null where a signal is read in another way. */
  static <T> @Nullable Elements of(List<SignalReader<T>> readers) {
    List<NumericBinning> binnings = new ArrayList<>();
    List<Integer> indices = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    List<Integer> answers = new ArrayList<>();
    List<Integer> missing = new ArrayList<>();
    for (int i = 0; i < readers.size(); i++) {
      SignalReader<T> reader = readers.get(i);
      if (reader instanceof SignalReader.Element<T> element) {
        binnings.add(element.binning);
        indices.add(element.index);
        places.add(i);
      } else if (reader instanceof SignalReader.NoNumber
          || reader instanceof SignalReader.NoCategory) {
        answers.add(i);
        missing.add(reader.missing());
      } else {
        return null;
      }
    }
    return places.isEmpty() ? null : new Elements(binnings, indices, places, answers, missing);
  }

  /** Writes the bins; returns false where the array is too short. */
  boolean encode(double[] values, int[] bins) {
    if (values.length < fewest) {
      return false;
    }
    for (int i = 0; i < binnings.length; i++) {
      bins[places[i]] = binnings[i].bin(values[indices[i]]);
    }
    for (int i = 0; i < answers.length; i++) {
      bins[answers[i]] = missing[i];
    }
    return true;
  }
}
