package io.healing.cli;

import io.healing.api.decide.Ways;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Instance;
import io.healing.core.HealingAdmin;
import java.util.List;

/** A command that changes what is stored, or what a suggestion names, as a person's hand. */
abstract class AdminCommand extends CliCommand {
  AdminCommand(Session session) {
    super(session);
  }

  abstract int with(HealingAdmin admin, HealingStore store);

  @Override
  public Integer call() {
    try (HealingStore store = session().writing();
        HealingAdmin admin = HealingAdmin.on(session().config(), store, Ways.commands())) {
      return with(admin, store);
    }
  }

  /** The programs that use this database now. */
  static List<String> living(HealingStore store) {
    return store.instances().all().stream()
        .filter(instance -> store.instances().alive(instance.id()))
        .filter(instance -> instance.pid() != ProcessHandle.current().pid())
        .map(AdminCommand::words)
        .toList();
  }

  private static String words(Instance instance) {
    return instance.name() + " (process " + instance.pid() + ")";
  }
}
