package io.healing.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of a target: absent, or present with this content, which may be empty. Immutable; it
 * copies what it is given and what it gives.
 */
public final class Image {
  private static final Image ABSENT = new Image(null);

  private final byte @Nullable [] bytes;

  private Image(byte @Nullable [] bytes) {
    this.bytes = bytes;
  }

  /** The target does not exist. */
  public static Image absent() {
    return ABSENT;
  }

  /** The target exists with this content. */
  public static Image of(byte[] content) {
    return new Image(content.clone());
  }

  /** The target exists with this text in UTF-8. */
  public static Image of(String text) {
    return new Image(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether the target exists. */
  public boolean present() {
    return bytes != null;
  }

  /** The content; empty when absent. */
  public Optional<byte[]> content() {
    return bytes == null ? Optional.empty() : Optional.of(bytes.clone());
  }

  /** SHA-256 of the content as 64 hex digits, or {@code absent}. */
  public String hash() {
    if (bytes == null) {
      return "absent";
    }
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Image that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return bytes == null ? "absent" : bytes.length + " bytes";
  }
}
