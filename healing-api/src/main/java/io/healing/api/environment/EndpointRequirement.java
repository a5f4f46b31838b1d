package io.healing.api.environment;

import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

/**
 * A server that must accept a connection. It is told, never mended.
 *
 * @param address {@code host:port}; an IPv6 address stands in brackets
 * @param level how much it matters, or null for a warning
 */
public record EndpointRequirement(@NotBlank String address, @Nullable Level level) {}
