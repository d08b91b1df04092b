package dev.leeway.baseline;

/** A baseline file that cannot be read as one; the message says where, what was expected and what to do. */
public final class BaselineFormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BaselineFormatException(String message) {
    super(message);
  }

  BaselineFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
