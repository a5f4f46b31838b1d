package io.healing.api.act;

import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service that may be restarted: by a systemd unit, or by commands given as their lists of
 * arguments, which are never handed to a shell.
 *
 * @param name what it is called, as in {@code service:web}
 * @param unit the systemd unit, which stands for {@code systemctl restart UNIT} and {@code
 *     systemctl is-active --quiet UNIT}; null where {@code restart} is given
 * @param restart the command that restarts it; empty where {@code unit} is given. It runs in the
 *     directory of the configuration, within {@code limits.command_timeout}
 * @param status the command that ends with 0 while the service runs and with another code while it
 *     does not; empty where nothing can tell
 * @param endpoints what it answers at, as {@code host:port} or as an address that begins with
 *     {@code http}: a finding about one of them names this service; default none
 */
public record ServiceConfig(
    @NotBlank String name,
    @Nullable String unit,
    List<@NotBlank String> restart,
    List<@NotBlank String> status,
    List<@NotBlank String> endpoints) {

  /** Copies the lists. */
  public ServiceConfig {
    restart = List.copyOf(restart);
    status = List.copyOf(status);
    endpoints = List.copyOf(endpoints);
  }

  /** A systemd unit. */
  public static ServiceConfig ofUnit(String name, String unit) {
    return new ServiceConfig(name, unit, List.of(), List.of(), List.of());
  }

  /** A command that restarts it, and nothing that tells how it stands. */
  public static ServiceConfig ofCommand(String name, List<String> restart) {
    return new ServiceConfig(name, null, restart, List.of(), List.of());
  }

  /** With the command that tells whether it runs. */
  public ServiceConfig withStatus(List<String> command) {
    return new ServiceConfig(name, unit, restart, command, endpoints);
  }

  /** With what it answers at. */
  public ServiceConfig withEndpoints(List<String> addresses) {
    return new ServiceConfig(name, unit, restart, status, addresses);
  }

  /** What restarts it. */
  public List<String> restartCommand() {
    return unit == null ? restart : List.of("systemctl", "restart", unit);
  }

  /** What tells whether it runs; empty where nothing can. */
  public List<String> statusCommand() {
    return unit == null || !status.isEmpty()
        ? status
        : List.of("systemctl", "is-active", "--quiet", unit);
  }
}
