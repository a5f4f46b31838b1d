package io.healing.examples;

import io.healing.api.Subject;
import io.healing.api.config.ErrorDetectionConfig;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.HealthStatus;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.core.parts.ErrorDetectionService;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A metric of one's own beside the built-in monitors, added by name. */
public class CustomMonitorsMain {
  private static final Subject CHECKOUT = Subject.component("checkout");

  public static void main(String[] args) throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    try (ErrorDetectionService service =
        new ErrorDetectionService(ErrorDetectionConfig.defaults())) {
      service.monitor("checkout", new CheckoutMonitor());
      service.addErrorHandler(
          error -> {
            System.out.println("Error detected: " + error.message());
            told.countDown();
          });
      System.out.println("There are cpu and checkout: " + known(service));
      service.start();
      boolean inTime = told.await(60, TimeUnit.SECONDS);
      HealthMetric carts = service.systemHealth().get("abandoned_carts");
      System.out.println("In time " + inTime + ", abandoned carts are " + carts.status());
    }
  }

  private static boolean known(ErrorDetectionService service) {
    return service.monitors().contains("cpu") && service.monitors().contains("checkout");
  }

  /** Too many carts are left behind. */
  private static final class CheckoutMonitor implements Monitor {
    @Override
    public String id() {
      return "example.checkout";
    }

    @Override
    public Observation check(MonitorRequest request) {
      double share = 42;
      HealthStatus status = HealthMetric.status(share, 30.0, 60.0);
      String id = UUID.randomUUID().toString();
      return Observation.builder()
          .metric(new HealthMetric(id, "abandoned_carts", share, 30.0, 60.0, status, request.now()))
          .finding(
              Finding.of("checkout.abandoned", CHECKOUT, "42 % of the carts are left behind")
                  .withSeverity(ErrorSeverity.HIGH))
          .build();
    }
  }
}
