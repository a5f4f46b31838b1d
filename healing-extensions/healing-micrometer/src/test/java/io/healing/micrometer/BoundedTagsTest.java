package io.healing.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Image;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.act.Ability;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.act.PlanRequest;
import io.healing.api.act.Remediator;
import io.healing.api.act.Undo;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.review.SuggestionSeverity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However many kinds of trouble and repair there are, each tag has few values. */
class BoundedTagsTest {
  private static final int MOST = 3;
  private static final int KINDS = 8;
  private static final Subject SHELVES = Subject.component("shelves");

  @TempDir Path home;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private HealingMeters bound(Shop shop) {
    HealingMeters meters =
        HealingMeters.of(shop.healing()).withInterval(Duration.ZERO).withMost(MOST);
    meters.bindTo(registry);
    return meters;
  }

  private Set<String> values(String name, String tag) {
    return registry.find(name).meters().stream()
        .map(meter -> Objects.requireNonNull(meter.getId().getTag(tag), tag))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static final class Inventive implements Monitor {
    @Override
    public String id() {
      return "shop.inventive";
    }

    @Override
    public Observation check(MonitorRequest request) {
      Observation.Builder said = Observation.builder();
      for (int kind = 0; kind < KINDS; kind++) {
        said.finding(Finding.of("shop.kind-" + kind, SHELVES, "Kind " + kind));
      }
      return said.build();
    }
  }

  @Test
  void kindsOfFindingsBeyondTheBoundAreOneValueOfTheTagType() {
    try (Shop shop = Shop.in(home, new Inventive());
        HealingMeters meters = bound(shop)) {
      shop.tick(3);
      meters.refresh();

      for (String name : Set.of(MeterName.ACTIVE, MeterName.SET)) {
        assertThat(values(name, "type")).hasSize(MOST + 1).contains("other");
      }
      assertThat(registry.get(MeterName.ACTIVE).tag("type", "other").gauge().value())
          .isEqualTo(KINDS - MOST);
      assertThat(registry.get(MeterName.SET).tag("type", "other").counter().count())
          .isEqualTo(KINDS - MOST);
    }
  }

  private static final class Switch implements Remediator {
    private final int number;
    private String state = "off";

    Switch(int number) {
      this.number = number;
    }

    ActionRequest wish() {
      return ActionRequest.of(type(), new Target("switch-" + number, "main"));
    }

    private ActionType type() {
      return new ActionType("shop.switch_" + (char) ('a' + number));
    }

    @Override
    public String id() {
      return "shop.switcher-" + number;
    }

    @Override
    public Set<Ability> abilities() {
      return Set.of(new Ability(type(), "switch-" + number, Undo.EXACT));
    }

    @Override
    public ActionPlan plan(PlanRequest request) {
      return ActionPlan.of(request.wish(), "Switch " + number + " on")
          .withUndo(Undo.EXACT)
          .withRisk(SuggestionSeverity.LOW)
          .withImages(Image.of(state), Image.of("on"));
    }

    @Override
    public Inspection inspect(ActionPlan plan, PlanRequest request, Moment moment) {
      return Image.of(state).equals(plan.before()) ? Inspection.BEFORE : Inspection.AFTER;
    }

    @Override
    public String apply(ActionPlan plan, PlanRequest request) {
      state = "on";
      return "";
    }

    @Override
    public void undo(ActionPlan plan, PlanRequest request) {
      state = "off";
    }
  }

  @Test
  void actionsAndRemediatorsBeyondTheBoundAreOneValueOfTheirTags() {
    Switch[] switches = IntStream.range(0, KINDS).mapToObj(Switch::new).toArray(Switch[]::new);
    try (Shop shop = Shop.in(home, switches);
        HealingMeters meters = bound(shop)) {
      for (Switch one : switches) {
        shop.healing().act(SHELVES, one.wish(), "ada");
        shop.tick(2);
      }
      meters.refresh();

      for (String tag : Set.of("type", "remediator")) {
        assertThat(values(MeterName.REMEDIATION_DURATION, tag)).hasSize(MOST + 1).contains("other");
        assertThat(
                registry.find(MeterName.REMEDIATION_DURATION).tag(tag, "other").timers().stream()
                    .mapToLong(timer -> timer.count())
                    .sum())
            .isEqualTo(KINDS - MOST);
      }
    }
  }
}
