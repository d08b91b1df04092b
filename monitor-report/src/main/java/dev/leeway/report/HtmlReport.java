package dev.leeway.report;

import dev.leeway.alert.Alert;
import dev.leeway.baseline.Baseline;
import dev.leeway.judgement.Evaluation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * Evaluations as one page of HTML that holds all it needs: no script, font or picture from elsewhere, and a policy in it that
 * forbids the browser to ask for one. Its size depends on the number of signals and windows, not on that of records. Immutable
 * and safe for any number of threads.
 */
public final class HtmlReport {

  private final Baseline baseline;
  private final List<Evaluation> evaluations;
  private final List<Alert> alerts;

  private HtmlReport(Baseline baseline, List<Evaluation> evaluations, List<Alert> alerts) {
    this.baseline = baseline;
    this.evaluations = evaluations;
    this.alerts = alerts;
  }

  /**
   * A report.
   *
   * @param evaluations of one baseline, in the order of their windows; at least one. The last that could be judged is shown
   *     in full, all of them over time
   * @throws IllegalArgumentException if there is none, or one is of another baseline
   */
  public static HtmlReport of(Baseline baseline, List<Evaluation> evaluations) {
    if (evaluations.isEmpty()) {
      throw new IllegalArgumentException(
          "A report needs at least one evaluation: give that of a comparison, or those of a monitor's windows.");
    }
    for (Evaluation evaluation : evaluations) {
      if (!evaluation.baseline().digest().equals(baseline.digest())) {
        throw new IllegalArgumentException(
            "An evaluation is of baseline '" + evaluation.baseline().name() + "' ("
                + evaluation.baseline().digest() + ") and not of '" + baseline.name() + "' ("
                + baseline.digest()
                + "): make a report for each.");
      }
    }
    return new HtmlReport(baseline, List.copyOf(evaluations), List.of());
  }

  /** The same report with the turns of alarms, as a sink heard them. */
  public HtmlReport alerts(List<Alert> turns) {
    return new HtmlReport(baseline, evaluations, List.copyOf(turns));
  }

  /** The page. The same evaluations give the same text. */
  public String toHtml() {
    String style = resource("report.css");
    String script = resource("report.js");
    Sections sections = new Sections(new Facts(baseline, new Course(evaluations), alerts));
    Markup page = new Markup();
    page.own("<!DOCTYPE html>\n");
    page.open("html", "lang", "en").open("head");
    page.empty("meta", "charset", "utf-8");
    page.empty(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        "default-src 'none'; style-src 'sha256-" + sha256(style) + "'; script-src 'sha256-"
            + sha256(script) + "'; base-uri 'none'; form-action 'none'");
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.empty("meta", "name", "color-scheme", "content", "light dark");
    page.empty("meta", "name", "referrer", "content", "no-referrer");
    page.element("title", "Drift of " + baseline.name());
    page.open("style").own(style).close().close();
    page.open("body");
    sections.write(page);
    page.open("script").own(script).close();
    page.close(2);
    return page + "\n";
  }

  /**
   * Writes the page, replacing a file of that name: at once, so that no reader sees half of it.
   *
   * @throws UncheckedIOException if that fails; nothing is left then
   */
  public void writeTo(Path file) {
    Path partial = file.resolveSibling(
        "." + file.getFileName() + ".partial-" + ProcessHandle.current().pid());
    try {
      try {
        Files.writeString(partial, toHtml(), StandardCharsets.UTF_8);
        Files.move(
            partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The report cannot be written to " + file + ": " + e.getMessage()
              + ". Check that the directory exists and can be written.",
          e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "monitor-report is not whole: " + name + " is missing in it.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
