package dev.leeway.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.convention.Convention;
import dev.leeway.judgement.AlertPolicy;
import dev.leeway.statistic.JensenShannon;
import dev.leeway.statistic.StatisticResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code of docs/migrating.md, run, and every number of its table of the same data. */
class MigratingPageTest {

  private static final String NONE = "–";
  private static final MathContext SHOWN = new MathContext(4);

  /** statistic, whether the p-value is shown, samples, Evidently, NannyML, Leeway, noise. */
  private static final Pattern ROW = Pattern.compile(
      "\\| `(\\w+)`(, p-value)? \\| (\\w+) \\| (\\S+) \\| (\\S+) \\| (\\S+) \\| (\\S+) \\|");

  @Test
  void everyNumberOfTheTableIsComputed() throws IOException {
    int rows = 0;
    for (String line : Files.readAllLines(SnippetsTest.root().resolve("docs/migrating.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        String statistic = row.group(1);
        boolean pValue = row.group(2) != null;
        String samples = row.group(3);
        boolean normalised = statistic.equals("wasserstein_normalised");
        if (!statistic.equals("wasserstein")) {
          // the distance in standard deviations has its own name in Evidently
          assertShown(
              line,
              row.group(4),
              pValue,
              compare(Convention.EVIDENTLY, normalised ? "wasserstein" : statistic, samples));
        } else {
          assertThat(row.group(4)).isEqualTo(NONE);
        }
        if (Convention.NANNYML.statistics().contains(statistic)) {
          assertShown(line, row.group(5), pValue, compare(Convention.NANNYML, statistic, samples));
        } else {
          assertThat(row.group(5)).isEqualTo(NONE);
        }
        StatisticResult leeway = compare(Convention.LEEWAY, statistic, samples);
        assertShown(line, row.group(6), pValue, leeway);
        assertShown(line, row.group(7), pValue ? Double.NaN : leeway.noise());
        rows++;
      }
    }
    assertThat(rows).isEqualTo(25);
  }

  private static void assertShown(
      String line, String shown, boolean pValue, StatisticResult result) {
    assertShown(line, shown, pValue ? result.pValue() : result.value());
  }

  private static void assertShown(String line, String shown, double number) {
    if (shown.equals(NONE)) {
      assertThat(number).as(line).isNaN();
    } else if (shown.equals("infinite")) {
      assertThat(number).as(line).isInfinite();
    } else {
      assertThat(BigDecimal.valueOf(number).round(SHOWN))
          .as(line)
          .isEqualByComparingTo(new BigDecimal(shown));
    }
  }

  private static StatisticResult compare(Convention convention, String statistic, String samples) {
    List<String> four = categories("a", 500, "b", 300, "c", 150, "d", 50);
    return switch (samples) {
      case "shifted" -> convention.compare(statistic, logistic(300, 0, 1), logistic(250, 0.5, 1.2));
      case "skewed" ->
        convention.compare(statistic, exponential(1200, 0, 1), exponential(900, 0.15, 1.1));
      case "noise" ->
        convention.compare(statistic, four, categories("a", 380, "b", 260, "c", 120, "d", 40));
      case "new" ->
        convention.compare(statistic, four, categories("a", 380, "b", 260, "c", 120, "z", 40));
      case "two" ->
        convention.compare(
            statistic, categories("no", 130, "yes", 370), categories("no", 240, "yes", 260));
      default -> throw new IllegalStateException("No such samples: " + samples);
    };
  }

  private static double[] logistic(int count, double shift, double width) {
    return quantiles(count, u -> shift + width * Math.log(u / (1 - u)));
  }

  private static double[] exponential(int count, double shift, double width) {
    return quantiles(count, u -> shift - width * Math.log(1 - u));
  }

  private static double[] quantiles(int count, DoubleUnaryOperator quantile) {
    double[] values = new double[count];
    Arrays.setAll(values, i -> quantile.applyAsDouble((i + 0.5) / count));
    return values;
  }

  private static List<String> categories(Object... namesAndRows) {
    List<String> categories = new ArrayList<>();
    for (int i = 0; i < namesAndRows.length; i += 2) {
      categories.addAll(
          Collections.nCopies((Integer) namesAndRows[i + 1], (String) namesAndRows[i]));
    }
    return categories;
  }

  @Test
  void showsTheNumberOfBeforeAndOfAfter() {
    double[] reference = exponential(1200, 0, 1);
    double[] current = exponential(900, 0.15, 1.1);
    // snippet: migrating-compare
    StatisticResult before = Convention.EVIDENTLY.compare("psi", reference, current);
    StatisticResult after = Convention.LEEWAY.compare("psi", reference, current);
    double found = before.value(); // what Evidently prints
    double now = after.excess(); // what Leeway's limits are on: the value less its noise
    // end
    assertThat(found).isCloseTo(0.058863606875900136, within(1e-12));
    assertThat(now).isCloseTo(after.value() - after.noise(), within(1e-15));
    assertThat(now).isGreaterThan(0.25);
  }

  /** The figures of the page's text. */
  @Test
  void theTextSaysWhatTheNumbersSay() {
    double[] reference = exponential(1200, 0, 1);
    double smallest = exponential(900, 0.15, 1.1)[0];
    long below = Arrays.stream(reference).filter(value -> value < smallest).count();
    assertThat((double) below / reference.length).isCloseTo(0.14, within(0.005));
    assertThat(compare(Convention.EVIDENTLY, "psi", "skewed").bins()).isEqualTo(13);
    assertThat(compare(Convention.LEEWAY, "psi", "skewed").bins()).isEqualTo(16);
    // a share of 0.05 against one of 0.0001
    assertThat((0.05 - 0.0001) * Math.log(0.05 / 0.0001)).isCloseTo(0.31, within(0.005));
    assertThat(compare(Convention.LEEWAY, "psi", "shifted").excess()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Convention.EVIDENTLY.requireOnCounts("psi"))
        .withMessageContaining("needs the raw samples");
  }

  @Test
  void convertsALimit() {
    // snippet: migrating-limit
    double theirs = 0.1; // the upper threshold of NannyML's jensen_shannon
    double limit = theirs * theirs * Math.log(2);
    AlertPolicy policy = AlertPolicy.fixed(new JensenShannon(), limit, 4 * limit);
    // end
    assertThat(limit).isCloseTo(0.0069, within(0.00005));
    assertThat(policy.statistics()).hasOnlyElementsOfType(JensenShannon.class);
  }
}
