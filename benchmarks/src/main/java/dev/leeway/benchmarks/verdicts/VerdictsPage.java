package dev.leeway.benchmarks.verdicts;

import dev.leeway.benchmarks.verdicts.RealSet.Chunk;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The page as Markdown. */
final class VerdictsPage {

  private static final int MANY_SIGNALS = 20;
  private static final int MANY_CHUNKS = 30;
  private static final int WIDTH = 125;

  private static final Map<String, String> NOTES = Map.ofEntries(
      Map.entry(
          "bike",
          "A month is set against the whole year before. That is a season, and Leeway and Evidently say so; NannyML's limits come from the months of the reference, which differ from their year just as much, so that nothing can pass them (`temp`: 0.83 of at most 1). Compare a month with the same month, or a window of whole cycles ([windows](windows.md)). Evidently alone: `windspeed` in seven months, by 0.11 to 0.27 of a standard deviation, and `y_pred` in one; PSI less its noise stays below 0.1 there. NannyML alone: two rows of a `weathersit` that is not in the reference; Leeway asks for five rows and 1 %."),
      Map.entry(
          "car_loan",
          "The data changes at row 25,000. All three see the same signals change, at the same chunk. NannyML alone: one chunk each of `car_value` and `debt_to_income_ratio` that do not drift; its limits are three standard deviations of ten chunks, and among 80 numbers some pass that by chance."),
      Map.entry(
          "car_loan_dq",
          "The same with values missing and a category that training did not know. NannyML reports the missing ones of `salary_range` as missing and again as unseen; with Leeway they are missing and no more, and a test holds both shares to NannyML's within 0.001. `size_of_downpayment` has 0.6 to 1 % unseen rows first, below the 1 % of the fixed policy and above the none that NannyML allows, and then 2 %. Evidently sees neither missing nor new values as such."),
      Map.entry(
          "elec2",
          "Half-hours of an electricity market; rows of a week depend on each other. Fixed limits know the number of rows and not that, so a week of prices against ten weeks of reference is an alarm almost always, with Leeway and with Evidently; NannyML's limits contain how far the weeks of the reference differ among each other, and so it speaks of the seasons only. Wider windows are the answer here. `vicprice`: Evidently divides the distance by the standard deviation, which a few spikes have made 23 times the middle half of the values, and sees nothing in most weeks; the shares of the bins have moved. `o`: values beyond the range of ten weeks, which `transfer` passes often. Evidently was run on each fifth week. Only these results are shown; the data is not part of the project."),
      Map.entry(
          "adult",
          "Rows are chosen by `education`, so that it and `education-num` are wholly others; `age` and `occupation` go with it. NannyML sees the first two only: the reference leaves a last chunk of 5 rows, whose distance lifts mean and standard deviation, so that the limit is 0.66 for `age` and 0.71 for `occupation`, of at most 1. Evidently, on all rows, sees the same as Leeway and `native-country` besides, which Leeway's limit is above in most chunks."),
      Map.entry(
          "adult_null",
          "Two random halves: nothing is to be found, and nothing is, except by NannyML in the last chunk, of one row. Leeway does not judge a window of so few rows."),
      Map.entry(
          "digits_null",
          "Two random halves of 8 by 8 pixels. Chunks of 89 rows are too few for the fixed policy, which asks for more; so is a chunk of 8 rows, in which NannyML finds half of the pixels changed. In all rows at once Leeway is silent; Evidently tests up to 1,000 rows at p < 0.05, and 5 of 64 is what chance may bring."),
      Map.entry(
          "digits_no_low",
          "Without the digits 0, 1 and 2. Here the fixed policy sees less than there is: 1 pixel of 64, where Evidently's tests name 21, of which chance explains a few. A limit of 0.1 on PSI less its noise is for changes that matter in large samples; who watches 629 rows at a time sets a lower one, or reads the p-values that stand beside."),
      Map.entry(
          "digits_noise",
          "With noise on each pixel: those at the border, which were always empty, are not any more. NannyML names about 18 in each chunk, those; all rows at once show more."),
      Map.entry(
          "digits_flip",
          "Mirrored images. Evidently was not run on them. NannyML names at most 10 pixels in a chunk of 89 rows, its limits being lifted by a last reference chunk of 9; Leeway names 34 in all rows at once."));

  private static final String INTRODUCTION = """
      # Verdicts beside NannyML and Evidently

      The same rows, the same reference, each program as it comes: Leeway with its fixed policy, NannyML 0.13.1 with its default
      method (Jensen-Shannon, limits from chunks of the reference) and its checks of missing and unseen values, Evidently 0.7.23 with its
      default tests. The packages' results were recorded once; Leeway's are made anew by

          LEEWAY_GOLDEN=FOLDER ./benchmarks/run verdicts

      which writes this page. No program is the judge of the others: where they differ, the reason stands there.

      A cell reads Leeway/NannyML/Evidently. d: the shape has drifted; o: values outside the training range; m: missing; u: unseen; in
      capitals: critical. A point: nothing. A dash: too few rows to judge, or not run.

      ## How often they agree

      Of the shape alone (d, and o for Leeway), a signal in a chunk counts once.

      """;
  private static final String KINDS = """

      ## Why they differ

      - **Limits.** Leeway's and Evidently's are fixed, NannyML's are the mean and three standard deviations of the chunks of the
        reference. Those follow the data where its chunks are alike; one that is a season of its own, or a last one of five rows, lifts
        the limit until nothing passes. With ten chunks and many signals some pass by chance.
      - **Noise.** Leeway takes from PSI what samples of these sizes have in any case, and does not judge fewer than the policy asks for.
        The others judge a chunk of one row.
      - **Missing and unseen.** Evidently drops them, NannyML counts missing values as unseen ones too, Leeway keeps them apart, each with
        limits of its own and of at least five rows.
      - **Outside.** What lies beyond the training range is a check of its own with Leeway.
      - **What is measured.** Evidently's distance of numbers is in standard deviations: one far value makes it blind. PSI reads shares of
        deciles and does not see how far a value moved.
      """;

  private final List<RealSet> sets;

  VerdictsPage(List<RealSet> sets) {
    this.sets = sets;
  }

  String text() {
    StringBuilder page = new StringBuilder();
    page.append(INTRODUCTION);
    page.append(
        "| data | chunks | both | neither | only Leeway | only NannyML |"
            + " both | neither | only Leeway | only Evidently |\n|---|---|---|---|---|---|---|---|---|---|\n");
    for (RealSet set : sets) {
      Tally tally = Tally.of(set);
      page.append("| [" + set.name() + "](#" + set.name() + ") | "
          + set.chunks().stream().filter(chunk -> chunk.drift() != null).count() + " | "
          + tally.nannyml().row() + " | " + tally.evidently().row() + " |\n");
    }
    page.append(KINDS);
    for (RealSet set : sets) {
      page.append("\n## " + set.name() + "\n\n" + wrapped("Split: " + set.split() + ".") + "\n");
      String note = NOTES.get(set.name());
      if (note != null) {
        page.append(wrapped(note)).append('\n');
      }
      if (set.signals().size() > MANY_SIGNALS) {
        counts(set, page);
      } else {
        letters(set, page);
      }
    }
    return page.toString();
  }

  private static String wrapped(String text) {
    StringBuilder lines = new StringBuilder();
    int length = 0;
    for (String word : text.split(" ", -1)) {
      if (length + word.length() > WIDTH) {
        lines.setCharAt(lines.length() - 1, '\n');
        length = 0;
      }
      lines.append(word).append(' ');
      length += word.length() + 1;
    }
    lines.setCharAt(lines.length() - 1, '\n');
    return lines.toString();
  }

  /** Signals across, chunks down: names of chunks are short. Chunks of one verdict in all signals share a row. */
  private static void letters(RealSet set, StringBuilder page) {
    page.append("| rows |");
    set.signals().forEach(signal -> page.append(' ').append(signal).append(" |"));
    page.append("\n|---|").append("---|".repeat(set.signals().size())).append('\n');
    List<Chunk> chunks = set.chunks();
    for (int first = 0, after; first < chunks.size(); first = after) {
      String cells = cells(set, chunks.get(first));
      after = first + 1;
      while (after < chunks.size() && cells(set, chunks.get(after)).equals(cells)) {
        after++;
      }
      page.append("| ")
          .append(label(set, first, after - 1))
          .append(" |")
          .append(cells)
          .append('\n');
    }
  }

  private static String cells(RealSet set, Chunk chunk) {
    StringBuilder row = new StringBuilder();
    for (String signal : set.signals()) {
      row.append(' ').append(Cell.of(chunk, signal).text()).append(" |");
    }
    return row.toString();
  }

  private static String label(RealSet set, int first, int last) {
    if (set.chunks().size() > MANY_CHUNKS) {
      return "week " + (first + 1) + (last == first ? "" : " to " + (last + 1));
    }
    String[] from = ends(set.chunks().get(first));
    String[] to = ends(set.chunks().get(last));
    String end = to[to.length - 1];
    return from[0].equals(end) ? end : from[0] + " to " + end;
  }

  private static String[] ends(Chunk chunk) {
    return chunk.key().replace("[", "").replace("]", "").split(":", -1);
  }

  private static void counts(RealSet set, StringBuilder page) {
    page.append(
        "| rows | number | Leeway | NannyML | Evidently | Leeway and NannyML | Leeway and Evidently |\n|---|---|---|---|---|---|---|\n");
    for (int i = 0; i < set.chunks().size(); i++) {
      Chunk chunk = set.chunks().get(i);
      long judged = moved(set, chunk, Cell::oursJudged);
      page.append("| " + label(set, i, i) + " | " + chunk.rows() + " | "
          + ran(judged, moved(set, chunk, Cell::oursMoved))
          + ran(chunk.drift() == null ? 0 : 1, moved(set, chunk, Cell::nannymlMoved))
          + ran(chunk.evidently() == null ? 0 : 1, moved(set, chunk, Cell::evidentlyMoved))
          + ran(
              chunk.drift() == null ? 0 : judged,
              moved(set, chunk, cell -> cell.oursMoved() && cell.nannymlMoved()))
          + ran(
                  chunk.evidently() == null ? 0 : judged,
                  moved(set, chunk, cell -> cell.oursMoved() && cell.evidentlyMoved()))
              .strip()
          + "\n");
    }
  }

  private static String ran(long judged, long moved) {
    return judged == 0 ? "– | " : moved + " | ";
  }

  private static long moved(RealSet set, Chunk chunk, Predicate<Cell> by) {
    return set.signals().stream()
        .map(signal -> Cell.of(chunk, signal))
        .filter(by)
        .count();
  }
}
