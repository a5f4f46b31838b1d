package io.healing.core.notify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what is sent: HMAC-SHA256 with the secret over the seconds since 1970, a dot, and the body,
 * so that a receiver can tell who sent it and when.
 */
final class Signature {
  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /** The two headers of the signature. */
  static Map<String, String> of(String secret, long seconds, String body) {
    byte[] key = secret.getBytes(StandardCharsets.UTF_8);
    byte[] text = (seconds + "." + body).getBytes(StandardCharsets.UTF_8);
    return Map.of(
        "Healing-Timestamp",
        Long.toString(seconds),
        "Healing-Signature",
        "v1=" + HexFormat.of().formatHex(sign(key, text)));
  }

  private static byte[] sign(byte[] key, byte[] text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
    }
  }
}
