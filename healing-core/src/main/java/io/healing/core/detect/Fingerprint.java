package io.healing.core.detect;

import io.healing.api.detect.Finding;
import io.healing.core.logs.LineMask;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What the incidents of one cause have in common: the first 16 hex digits of the SHA-256 of the
 * finding's id and the mask of its cause.
 */
final class Fingerprint {
  private static final int DIGITS = 16;

  private Fingerprint() {}

  static String of(Finding finding) {
    String cause = LineMask.mask(finding.cause(), finding.subject().name());
    byte[] hash = sha256().digest((finding.id() + "\n" + cause).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash).substring(0, DIGITS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256, but this one has not", e);
    }
  }
}
