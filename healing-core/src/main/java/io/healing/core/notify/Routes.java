package io.healing.core.notify;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.notify.NotifyRoute;
import java.util.List;

/** Who gets a message. */
final class Routes {
  private Routes() {}

  /** By every route that fits, else to the usual address. */
  static List<Address> of(
      List<NotifyRoute> routes, Subject subject, ErrorSeverity severity, Address usual) {
    List<Address> to =
        routes.stream()
            .filter(route -> route.isFor(subject, severity))
            .map(route -> address(route, usual))
            .distinct()
            .toList();
    return to.isEmpty() ? List.of(usual) : to;
  }

  private static Address address(NotifyRoute route, Address usual) {
    String recipient = route.recipient() == null ? usual.recipient() : route.recipient();
    return new Address(route.channel(), recipient);
  }
}
