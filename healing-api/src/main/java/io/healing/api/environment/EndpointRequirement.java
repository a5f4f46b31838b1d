package io.healing.api.environment;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server that must accept a connection. It is told, never mended.
 *
 * @param address {@code host:port}; an IPv6 address stands in brackets
 * @param level how much it matters, or null for a warning
 */
public record EndpointRequirement(
    @NotBlank
        @Pattern(
            regexp = EndpointRequirement.ADDRESS,
            message = "must be host:port, such as db.internal:5432 or [::1]:5432")
        String address,
    @Nullable Level level) {
  private static final String ADDRESS =
      "(\\[[0-9A-Fa-f:.]+(%[^\\]\\s]+)?]|[^\\s:/\\[\\]]+):[0-9]{1,5}";

  /** Whether a text is {@code host:port}; its port may still be out of range. */
  public static boolean isAddress(String text) {
    return text.matches(ADDRESS);
  }

  /** The host, without brackets. */
  public String host() {
    String host = address.substring(0, address.lastIndexOf(':'));
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** The port, 1 to 65535. */
  public int port() {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }
}
