package io.healing.examples;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.HealthStatus;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import java.time.Duration;
import java.util.UUID;

/** Asks another system's monitoring for one metric; here it always answers 97 %. */
public class MetricsServer implements Monitor {
  private static final Subject SHOP = Subject.component("shop");

  @Override
  public String id() {
    return "example.metrics-server";
  }

  @Override
  public Duration interval() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Observation check(MonitorRequest request) {
    double share = ask();
    HealthStatus status = HealthMetric.status(share, 80.0, 95.0);
    String id = UUID.randomUUID().toString();
    Observation.Builder seen =
        Observation.builder()
            .metric(new HealthMetric(id, "shop_errors", share, 80.0, 95.0, status, request.now()));
    return status == HealthStatus.CRITICAL
        ? seen.finding(
                Finding.of("shop.errors", SHOP, share + " % of the answers are errors")
                    .withType(ErrorType.DEPLOYMENT_FAILURE)
                    .withSeverity(ErrorSeverity.CRITICAL))
            .build()
        : seen.clear(SHOP).build();
  }

  private static double ask() {
    return 97;
  }
}
