package io.healing.core.decide;

import io.healing.api.decide.Decision;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All gates in the order in which they are asked; the first that stands in the way is the answer.
 * First what concerns the moment (it may pass by itself), then whether anything can be done at all,
 * then whether automatic repair of the incident has been given up (breaker, attempts), then whether
 * it is worth it and allowed without a person, last what bounds the number of changes.
 */
final class Gates {
  static final List<Gate> IN_ORDER =
      Stream.of(
              MomentGates.IN_ORDER,
              AbilityGates.IN_ORDER,
              BoundGates.GIVEN_UP,
              PermissionGates.IN_ORDER,
              BoundGates.COOLING,
              BoundGates.OVER_ALL)
          .flatMap(List::stream)
          .toList();

  private Gates() {}

  static Optional<Decision> firstInTheWay(View view) {
    return IN_ORDER.stream().flatMap(gate -> gate.decide(view).stream()).findFirst();
  }

  /** What would stop an automatic attempt and does not stop a person, for that person to see. */
  static List<String> shownToPeople(View view) {
    return Stream.concat(BoundGates.GIVEN_UP.stream(), BoundGates.COOLING.stream())
        .flatMap(
            gate ->
                gate.check().find(view).stream()
                    .map(detail -> gate.reason().sentence() + " (" + detail + ")"))
        .toList();
  }
}
