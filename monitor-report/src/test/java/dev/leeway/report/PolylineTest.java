package dev.leeway.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PolylineTest {

  @Test
  void pointsAreToldByTheirDistance() {
    Polyline line = new Polyline();
    line.to(10, 50);
    line.to(13, 40);
    line.to(16, 45);
    assertThat(line.path(false)).isEqualTo("M10 50l3-10 3 5");
  }

  @Test
  void levelPiecesAreOnePiece() {
    Polyline line = new Polyline();
    for (int x = 0; x <= 9; x += 3) {
      line.to(x, 7.2);
    }
    line.to(12, 9);
    line.to(15, 9.4);
    assertThat(line.path(false)).isEqualTo("M0 7l9 0 3 2 3 0");
  }

  @Test
  void aGapBeginsANewLine() {
    Polyline line = new Polyline();
    line.to(0, 1);
    line.to(3, 1);
    line.lift();
    line.to(9, 2);
    line.to(12, 1);
    assertThat(line.path(true)).isEqualTo("M0 1l3 0M9 2l3-1z");
  }

  /** Each point is told from the rounded one before, so that the end is where it should be. */
  @Test
  void roundingDoesNotAddUp() {
    Polyline line = new Polyline();
    for (int i = 0; i <= 1000; i++) {
      line.to(i * 0.4 + i % 2, i % 2);
    }
    String[] numbers =
        line.path(false).replaceAll("[Ml]", " ").replace("-", " -").trim().split(" +");
    long x = 0;
    for (int i = 0; i < numbers.length; i += 2) {
      x += Long.parseLong(numbers[i]);
    }
    assertThat(x).isEqualTo(400);
  }
}
