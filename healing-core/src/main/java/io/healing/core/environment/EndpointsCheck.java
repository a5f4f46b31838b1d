package io.healing.core.environment;

import io.healing.api.detect.EnvironmentCheck;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.environment.EndpointRequirement;
import io.healing.api.environment.EnvironmentGroup;
import io.healing.api.environment.Level;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;

/** Servers accept a connection. Nothing is sent to them. */
final class EndpointsCheck implements EnvironmentCheck {
  private static final Duration LIMIT = Duration.ofSeconds(3);

  @Override
  public String id() {
    return "healing.environment-endpoints";
  }

  /** Every minute: the monitor of endpoints leaves it to this check to tell of those declared. */
  @Override
  public Duration interval() {
    return Duration.ofMinutes(1);
  }

  @Override
  public EnvironmentGroup group() {
    return EnvironmentGroup.DEPENDENCIES;
  }

  @Override
  public Observation check(MonitorRequest request) {
    Observation.Builder said = Observation.builder();
    request.environment().endpoints().forEach(required -> look(required, said));
    return said.build();
  }

  private static void look(EndpointRequirement required, Observation.Builder said) {
    String address = required.address();
    Trouble endpoint =
        Trouble.of(
            Parts.named("endpoint", address),
            ErrorType.NETWORK_TIMEOUT,
            required.level(),
            Level.WARNING);
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(required.host(), required.port()), (int) LIMIT.toMillis());
      said.clear(endpoint.subject(), address + " accepts a connection");
    } catch (IOException e) {
      said.finding(
          endpoint.told(
              "endpoint_unreachable",
              address + " accepts no connection: " + why(e),
              "Check that the server runs, that the address is right and that no firewall is"
                  + " between"));
    }
  }

  private static String why(IOException e) {
    if (e instanceof UnknownHostException) {
      return "nobody knows the name";
    }
    return e instanceof SocketTimeoutException
        ? "no answer within " + LIMIT.toSeconds() + " s"
        : String.valueOf(e.getMessage());
  }
}
