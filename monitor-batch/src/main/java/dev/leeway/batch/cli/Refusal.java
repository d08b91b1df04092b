package dev.leeway.batch.cli;

/** The call or the input is wrong: one line that says what, where, and what to do. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Refusal(String message) {
    super(message);
  }

  Refusal(String message, Throwable cause) {
    super(message, cause);
  }
}
