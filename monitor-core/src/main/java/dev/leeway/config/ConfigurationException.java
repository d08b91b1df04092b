package dev.leeway.config;

/** A setting that is not known, or makes no sense: the message says where it stands, what is wrong and what to do. */
public final class ConfigurationException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  ConfigurationException(String message) {
    super(message);
  }

  ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
