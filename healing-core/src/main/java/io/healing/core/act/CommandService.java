package io.healing.core.act;

import io.healing.api.act.ServiceConfig;
import io.healing.api.act.ServiceControl;
import io.healing.api.review.SuggestionSeverity;
import io.healing.core.process.BoundedCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A service that the configuration declares. */
record CommandService(ServiceConfig declared, BoundedCommand runner) implements Service {

  @Override
  public String how() {
    return "with " + String.join(" ", command());
  }

  @Override
  public List<String> command() {
    return declared.restartCommand();
  }

  @Override
  public SuggestionSeverity risk() {
    return SuggestionSeverity.HIGH;
  }

  @Override
  public String restart(Path directory) {
    return runner.run(command(), directory);
  }

  @Override
  public Optional<ServiceControl.Status> status(Path directory) {
    List<String> status = declared.statusCommand();
    return status.isEmpty()
        ? Optional.empty()
        : Optional.of(new ServiceControl.Status(runner.end(status, directory).code() == 0, null));
  }
}
