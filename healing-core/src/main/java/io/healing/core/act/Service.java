package io.healing.core.act;

import io.healing.api.act.ServiceControl;
import io.healing.api.review.SuggestionSeverity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One service, and how it is restarted. */
interface Service {
  /** How it is restarted, for a person, such as "with systemctl restart web". */
  String how();

  /** The command that restarts it; empty where a plug-in does. */
  List<String> command();

  /** The risk of restarting it. */
  SuggestionSeverity risk();

  /**
   * Restarts it.
   *
   * @param directory where a command runs
   * @return what is to be said of it; may be empty
   */
  String restart(Path directory);

  /** How it stands; empty where nothing can tell. */
  Optional<ServiceControl.Status> status(Path directory);
}
