package io.healing.core.notify;

import io.healing.api.notify.NotifyRoute;
import java.util.List;

/** Who gets a message. */
final class Routes {
  private Routes() {}

  /** By every route that fits, else to the usual address. */
  static List<Address> of(List<NotifyRoute> routes, Message message, Address usual) {
    List<Address> to =
        routes.stream()
            .filter(route -> route.isFor(message.subject(), message.severity()))
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
