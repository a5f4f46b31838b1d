package io.healing.api;

/**
 * What a plug-in wants kept between two calls about one subject: text of its own form with a
 * version, so that a newer release can tell what an older one wrote.
 *
 * @param version the plug-in's own number of the form
 * @param text at most 65,536 characters
 */
public record PluginState(int version, String text) {
  private static final int MAX_LENGTH = 65_536;

  /** Checks the size. */
  public PluginState {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "A plug-in's state has at most 65536 characters, but has " + text.length());
    }
  }
}
