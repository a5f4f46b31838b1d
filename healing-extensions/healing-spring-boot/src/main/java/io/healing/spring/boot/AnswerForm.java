package io.healing.spring.boot;

import java.nio.charset.StandardCharsets;
import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/** How the endpoint answers, as the request's {@code Accept} header says. */
public enum AnswerForm implements Producible<AnswerForm> {
  /** What is explained as plain text, where nothing else is accepted. */
  TEXT,

  /** JSON; the default. Of two that are accepted Boot takes the later. */
  JSON;

  @Override
  public MimeType getProducedMimeType() {
    return this == TEXT
        ? new MimeType(MimeTypeUtils.TEXT_PLAIN, StandardCharsets.UTF_8)
        : MimeTypeUtils.APPLICATION_JSON;
  }

  @Override
  public boolean isDefault() {
    return this == JSON;
  }
}
