package io.healing.sqlite.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A hash over many rows that are read one after the other. */
final class RowDigest {
  private final MessageDigest digest;

  RowDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  void add(String row) {
    digest.update(row.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  String value() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
