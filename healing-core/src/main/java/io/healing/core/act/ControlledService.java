package io.healing.core.act;

import io.healing.api.act.ServiceControl;
import io.healing.api.review.SuggestionSeverity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A service that a plug-in restarts. */
record ControlledService(String name, ServiceControl control) implements Service {

  @Override
  public String how() {
    return "through " + control.id();
  }

  @Override
  public List<String> command() {
    return List.of();
  }

  /** Whoever uses it is interrupted for a while. */
  @Override
  public SuggestionSeverity risk() {
    return SuggestionSeverity.MEDIUM;
  }

  @Override
  public String restart(Path directory) {
    control.restart(name);
    return "";
  }

  @Override
  public Optional<ServiceControl.Status> status(Path directory) {
    return control.status(name);
  }
}
