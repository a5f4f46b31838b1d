package io.healing.sqlite.schema;

import io.healing.api.HealingException;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.PlanRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;

/** Where and for which plan something is done, and whom its steps are told. */
record Workplace(
    DatabaseFile database,
    Folder folder,
    PlanRequest request,
    ActionPlan plan,
    Space space,
    Consumer<String> steps) {

  void step(String name) {
    steps.accept(name);
  }

  Backups backups() {
    return new Backups(database, folder, request.now(), steps);
  }

  /** How a person finds a file: from the directory of the configuration on. */
  String shown(Path file) {
    Path base = request.baseDirectory().toAbsolutePath().normalize();
    return (file.startsWith(base) ? base.relativize(file) : file).toString();
  }

  Path directory() {
    return Objects.requireNonNull(database.path().getParent(), "a file lies in a directory");
  }

  void warn(String what, Exception fault) {
    request.log().log(System.Logger.Level.WARNING, what, fault);
  }

  void debug(String what, Exception fault) {
    request.log().log(System.Logger.Level.DEBUG, what, fault);
  }

  HealingException failed(IOException fault) {
    return new HealingException(
        database.path() + " was not changed: " + fault,
        "Check the room and the permissions of " + folder.path() + " and of its directory",
        fault);
  }
}
