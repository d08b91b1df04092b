package dev.leeway.baseline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The short form of where a baseline comes from: it stands in every evaluation and alert.
 *
 * @param digest {@code sha256:} and 64 hex digits
 * @param origin where its counts come from
 * @param binsOf the digest of the baseline that its bins were taken over from; null where they are its own
 */
public record BaselineIdentity(
    String name,
    String digest,
    Instant created,
    @Nullable String modelName,
    @Nullable String modelVersion,
    @Nullable String codeVersion,
    @Nullable String dataVersion,
    Origin origin,
    @Nullable String binsOf) {

  private static final int SHOWN_DIGITS = 12;

  /** The first 12 hex digits of the digest: enough to tell baselines apart in tags and log lines. */
  public String shortDigest() {
    int begin = digest.indexOf(':') + 1;
    return digest.substring(begin, Math.min(digest.length(), begin + SHOWN_DIGITS));
  }
}
