package io.healing.core.detect;

import io.healing.api.act.ServiceConfig;
import io.healing.api.config.ErrorDetectionConfig;
import io.healing.api.host.Handle;
import io.healing.core.detect.host.HostSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * What the monitors of the host are told.
 *
 * @param config thresholds and how often they look
 * @param handles what the program handed over of itself
 * @param dataSources what it asks for connections, by name
 * @param services what can be restarted, and the endpoints that each answers at
 * @param store the file of the store, whose disk is watched
 * @param program what this program is called
 * @param started when it began to watch
 * @param nanos measures how long something takes
 * @param ids makes a sample's id at each call
 */
public record Host(
    ErrorDetectionConfig config,
    List<Handle> handles,
    Map<String, DataSource> dataSources,
    List<ServiceConfig> services,
    Path store,
    String program,
    Instant started,
    LongSupplier nanos,
    Supplier<String> ids) {

  HostSettings settings() {
    return new HostSettings(
        config, handles, dataSources, services, store, program, started, nanos, ids);
  }
}
