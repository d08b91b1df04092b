package dev.leeway.detector;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A series of the golden file, made anew from its recipe, bit for bit. */
final class Recipe {

  private static final long MULTIPLIER = 48_271;
  private static final long MODULUS = 2_147_483_647;

  private long state;

  private Recipe(long seed) {
    state = seed;
  }

  private double draw() {
    state = MULTIPLIER * state % MODULUS;
    return state / (double) MODULUS;
  }

  static double[] bernoulli(long seed, int n, double before, double after) {
    Recipe recipe = new Recipe(seed);
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = recipe.draw() < (i < n / 2 ? before : after) ? 1 : 0;
    }
    return values;
  }

  static double[] normal(long seed, int n, double shift) {
    Recipe recipe = new Recipe(seed);
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = recipe.irwin(i < n / 2 ? 0 : shift, 1);
    }
    return values;
  }

  static double[] series(JsonNode series) {
    Recipe recipe = new Recipe(series.get("seed").asLong());
    double[] values = new double[series.get("length").asInt()];
    int next = 0;
    for (JsonNode segment : series.get("segments")) {
      for (int i = segment.get("n").asInt(); i > 0; i--) {
        values[next++] = recipe.value(series.get("kind").asText(), segment);
      }
    }
    return values;
  }

  private double value(String kind, JsonNode segment) {
    switch (kind) {
      case "bernoulli" -> {
        return draw() < segment.get("p").asDouble() ? 1 : 0;
      }
      case "uniform" -> {
        double a = segment.get("a").asDouble();
        return a + (segment.get("b").asDouble() - a) * draw();
      }
      case "irwin" -> {
        return irwin(segment.get("mean").asDouble(), segment.get("sd").asDouble());
      }
      default -> throw new IllegalArgumentException(kind);
    }
  }

  private double irwin(double mean, double sd) {
    double sum = 0;
    for (int i = 0; i < 12; i++) {
      sum += draw();
    }
    return mean + sd * (sum - 6);
  }

  static String sha256(double[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * values.length);
    for (double value : values) {
      bytes.putDouble(value);
    }
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
