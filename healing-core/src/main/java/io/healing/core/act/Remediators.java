package io.healing.core.act;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.Options;
import io.healing.api.act.Ability;
import io.healing.api.act.Remediator;
import io.healing.api.decide.BlockReason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who can make which change. Immutable and thread-safe.
 *
 * @param all the remediators; two that declare the same pair of action type and target scheme are
 *     refused
 * @param options the option values by remediator's id; one that is missing has its defaults
 */
public record Remediators(List<Remediator> all, Map<String, Options> options) {

  /**
   * Copies the collections and checks the declared pairs.
   *
   * @throws HealingException when two declare the same pair, naming both
   */
  public Remediators {
    all = List.copyOf(all);
    options = Map.copyOf(options);
    refuseDoubles(all);
  }

  private static void refuseDoubles(List<Remediator> all) {
    Map<Pair, String> owners = new HashMap<>();
    for (Remediator remediator : all) {
      for (Ability ability : remediator.abilities()) {
        String other = owners.put(new Pair(ability.type(), ability.scheme()), remediator.id());
        if (other != null) {
          throw doubled(ability, other, remediator.id());
        }
      }
    }
  }

  private static HealingException doubled(Ability ability, String one, String two) {
    return new HealingException(
        "Both "
            + one
            + " and "
            + two
            + " declare "
            + ability.type()
            + " on "
            + ability.scheme()
            + ": targets",
        "Register only one of them");
  }

  Optional<Ability> ability(ActionRequest wish) {
    return all.stream()
        .flatMap(remediator -> remediator.abilities().stream())
        .filter(ability -> fits(ability, wish))
        .findFirst();
  }

  Optional<Remediator> find(ActionRequest wish) {
    return all.stream()
        .filter(remediator -> remediator.abilities().stream().anyMatch(a -> fits(a, wish)))
        .findFirst();
  }

  Remediator get(ActionRequest wish) {
    return find(wish)
        .orElseThrow(
            () ->
                new Refused(
                    BlockReason.NO_REMEDIATOR,
                    "Nobody here can do " + wish.type() + " on " + wish.target(),
                    "Start the program that has the remediator, or do it by hand"));
  }

  Options optionsOf(Remediator remediator) {
    Options given = options.get(remediator.id());
    return given == null ? Options.of(remediator.options(), Map.of()) : given;
  }

  private static boolean fits(Ability ability, ActionRequest wish) {
    return ability.type().equals(wish.type()) && ability.scheme().equals(wish.target().scheme());
  }

  private record Pair(ActionType type, String scheme) {}
}
