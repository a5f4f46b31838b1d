package io.healing.examples;

import io.healing.api.PluginOption;
import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import java.nio.file.Path;
import java.util.List;

/** A monitor of one's own: too many files wait in a directory. Found through ServiceLoader. */
public class QueueMonitor implements Monitor {
  @Override
  public String id() {
    return "example.queue";
  }

  @Override
  public List<PluginOption> options() {
    return List.of(
        PluginOption.path("directory", "target/queue"), PluginOption.integer("most", 2, 0, 1000));
  }

  @Override
  public Observation check(MonitorRequest request) {
    String directory = request.options().text("directory");
    String[] waiting = Path.of(directory).toFile().list();
    Subject queue = Subject.job("queue");
    if (waiting == null) {
      return Observation.builder().noData(queue, directory + " is no directory").build();
    }
    if (waiting.length <= request.options().integer("most")) {
      return Observation.builder().clear(queue).build();
    }
    Finding tooMany =
        Finding.of("queue.too_long", queue, waiting.length + " files wait in " + directory)
            .withSeverity(ErrorSeverity.HIGH)
            .withHint("See whether the job that empties it still runs.");
    return Observation.builder().finding(tooMany).build();
  }
}
