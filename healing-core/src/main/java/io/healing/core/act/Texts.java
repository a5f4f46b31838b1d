package io.healing.core.act;

import io.healing.api.Image;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Contents as text that may be shown. */
final class Texts {
  private final UnaryOperator<String> redactor;

  Texts(UnaryOperator<String> redactor) {
    this.redactor = redactor;
  }

  /** The text without secrets; null when absent, a note in brackets when it is not text. */
  @Nullable String shown(Image image) {
    if (!image.present()) {
      return null;
    }
    byte[] bytes = image.content().orElseThrow();
    return decoded(bytes).map(redactor).orElse("[" + bytes.length + " bytes that are not text]");
  }

  /** The bytes as UTF-8, or empty when they are not. */
  static Optional<String> decoded(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
