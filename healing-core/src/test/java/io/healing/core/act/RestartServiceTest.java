package io.healing.core.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.ServiceConfig;
import io.healing.api.act.ServiceControl;
import io.healing.api.act.Undo;
import io.healing.api.decide.BlockReason;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.store.IntentState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartServiceTest {
  private static final ActionRequest WISH =
      ActionRequest.of(ActionType.RESTART_SERVICE, new Target("service", "web"));

  @TempDir Path home;
  private Workplace place;

  @BeforeEach
  void openTheWorkplace() {
    place = new Workplace(home);
  }

  private void declare(ServiceConfig service) {
    place.host = place.host.withServices(List.of(service));
    place.withTools();
  }

  /** A service that is a file with a line for each start. */
  private static ServiceConfig declared(String restart, String status) {
    return ServiceConfig.ofCommand("web", List.of("sh", "-c", restart))
        .withStatus(List.of("sh", "-c", status));
  }

  private List<String> starts() throws java.io.IOException {
    Path log = place.base.resolve("starts");
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }

  /** A plug-in that restarts the service and knows since when it runs. */
  private static final class Container implements ServiceControl {
    final List<String> restarted = new ArrayList<>();
    Optional<Status> status = Optional.empty();
    Runnable restarting = () -> {};

    @Override
    public String id() {
      return "acme.containers";
    }

    @Override
    public boolean controls(String service) {
      return service.equals("web");
    }

    @Override
    public void restart(String service) {
      restarted.add(service);
      restarting.run();
    }

    @Override
    public Optional<Status> status(String service) {
      return status;
    }
  }

  private Container controlled() {
    Container container = new Container();
    place.services = List.of(container);
    place.withTools();
    return container;
  }

  @Test
  void theDeclaredCommandRestartsItAndLeavesNothingToTakeBack() throws java.io.IOException {
    declare(declared("echo start >> starts", "test -f starts"));
    ActionPlan plan = place.plan(WISH);
    assertThat(plan.summary()).isEqualTo("Restart the service web with sh -c echo start >> starts");
    assertThat(plan.undo()).isEqualTo(Undo.NOT_NEEDED);
    assertThat(plan.risk()).isEqualTo(SuggestionSeverity.HIGH);
    assertThat(starts()).isEmpty();

    Applied applied = place.apply(WISH);
    assertThat(applied.state()).isEqualTo(IntentState.DONE);
    assertThat(starts()).containsExactly("start");
    Undone undone = place.acting().undo(applied.entry().row().id(), "ann", false);
    assertThat(undone.note()).contains("undo not_needed");
  }

  @Test
  void aSystemdUnitStandsForItsTwoCommands() {
    declare(ServiceConfig.ofUnit("web", "web.service"));
    ActionPlan plan = place.plan(WISH);
    assertThat(plan.summary())
        .isEqualTo("Restart the service web with systemctl restart web.service");
    assertThat(plan.details().values()).containsExactly("systemctl", "restart", "web.service");
    assertThat(place.host.services().get(0).statusCommand())
        .containsExactly("systemctl", "is-active", "--quiet", "web.service");
  }

  @Test
  void aPlugInThatControlsItWins() throws java.io.IOException {
    Container container = controlled();
    declare(declared("echo start >> starts", "true"));
    ActionPlan plan = place.plan(WISH);
    assertThat(plan.summary()).isEqualTo("Restart the service web through acme.containers");
    assertThat(plan.risk()).isEqualTo(SuggestionSeverity.MEDIUM);
    assertThat(place.apply(WISH).state()).isEqualTo(IntentState.DONE);
    assertThat(container.restarted).containsExactly("web");
    assertThat(starts()).isEmpty();
  }

  @Test
  void whereNobodyCanRestartItThePlanSaysSoAndHowToMendThat() {
    declare(ServiceConfig.ofUnit("mail", "mail.service"));
    Refused refused = catchThrowableOfType(Refused.class, () -> place.plan(WISH));
    assertThat(refused.reason()).isEqualTo(BlockReason.NO_REMEDIATOR);
    assertThat(refused)
        .hasMessageContaining("Nobody here can restart the service web")
        .hasMessageContaining("self_healing.host.services");
  }

  @Test
  void aCommandThatFailsIsAFailedAction() {
    declare(declared("echo no such unit >&2; exit 5", "true"));
    Applied applied = place.apply(WISH);
    assertThat(applied.state()).isEqualTo(IntentState.FAILED);
    assertThat(applied.note()).contains("ended with code 5").contains("no such unit");
  }

  @Test
  void aServiceThatDoesNotRunAfterItsRestartIsLeftToAPerson() {
    declare(declared("true", "exit 3"));
    Applied applied = place.apply(WISH);
    assertThat(applied.state()).isEqualTo(IntentState.UNSETTLED);
    assertThat(applied.note()).contains("does not run");
  }

  @Test
  void aCommandThatWasChangedAfterItsApprovalIsNotRun() throws java.io.IOException {
    declare(declared("echo start >> starts", "true"));
    Order order = place.order(place.plan(WISH));
    declare(declared("echo other >> starts", "true"));
    assertThat(place.acting().apply(order).state()).isEqualTo(IntentState.FAILED);
    assertThat(starts()).isEmpty();
  }

  private IntentState crashedWith(Optional<ServiceControl.Status> status) {
    Container container = controlled();
    container.status = status;
    container.restarting =
        () -> {
          throw new IllegalStateException("the connection broke");
        };
    return place.apply(WISH).state();
  }

  @Test
  void afterACrashItsStatusTells() {
    Instant noon = place.clock.instant();
    assertThat(crashedWith(Optional.empty())).isEqualTo(IntentState.UNSETTLED);
    assertThat(sinceAfterCrash(noon.minus(Duration.ofHours(1)))).isEqualTo(IntentState.FAILED);
    assertThat(sinceAfterCrash(noon)).isEqualTo(IntentState.DONE);
  }

  private IntentState sinceAfterCrash(Instant since) {
    place = new Workplace(home);
    return crashedWith(Optional.of(new ServiceControl.Status(true, since)));
  }

  @Test
  void aServiceThatWasStoppedHalfWayIsLeftToAPerson() {
    assertThat(crashedWith(Optional.of(new ServiceControl.Status(false, null))))
        .isEqualTo(IntentState.UNSETTLED);
  }

  @Test
  void aRestartIsNeverTakenBack() {
    RestartService restart =
        new RestartService(new Services(Tools.of(io.healing.api.config.LimitsConfig.defaults())));
    assertThat(
            catchThrowableOfType(
                HealingException.class, () -> restart.undo(ActionPlan.of(WISH, ""), null)))
        .hasMessageContaining("cannot be taken back");
  }
}
