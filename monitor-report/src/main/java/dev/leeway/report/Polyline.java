package dev.leeway.report;

/**
 * A path through points in whole units, each told by its distance from the one before; points on a level line are left out. A page
 * holds thousands of them, and the eye sees no half unit.
 */
final class Polyline {

  private final StringBuilder path = new StringBuilder();
  private boolean drawing;
  private boolean begun;
  private long lastX;
  private long lastY;
  private long levelX;

  /** The next point begins a line of its own. */
  void lift() {
    level();
    drawing = false;
  }

  void to(double x, double y) {
    long nowX = Math.round(x);
    long nowY = Math.round(y);
    if (!drawing) {
      path.append('M').append(nowX).append(' ').append(nowY);
      drawing = true;
      begun = false;
      lastX = nowX;
      lastY = nowY;
      levelX = nowX;
    } else if (nowY == lastY) {
      levelX = nowX;
    } else {
      level();
      line(nowX, nowY);
    }
  }

  /** Draws what is level so far. */
  private void level() {
    if (drawing && levelX != lastX) {
      line(levelX, lastY);
    }
  }

  private void line(long x, long y) {
    long down = y - lastY;
    path.append(begun ? ' ' : 'l').append(x - lastX).append(down < 0 ? "" : " ").append(down);
    begun = true;
    lastX = x;
    lastY = y;
    levelX = x;
  }

  /** The path so far, closed to an area or not. */
  String path(boolean closed) {
    level();
    return closed ? path + "z" : path.toString();
  }
}
