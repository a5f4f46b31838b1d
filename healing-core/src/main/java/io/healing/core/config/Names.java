package io.healing.core.config;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;

/** How a component of a record is called in a file and in JSON. */
final class Names extends PropertyNamingStrategies.NamingBase {
  private static final long serialVersionUID = 1L;
  private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE =
      new PropertyNamingStrategies.SnakeCaseStrategy();

  /** Snake case; {@code notifications} is {@code notify}, which no component can be called. */
  static String of(String component) {
    return component.equals("notifications") ? "notify" : SNAKE.translate(component);
  }

  @Override
  public String translate(String component) {
    return of(component);
  }
}
