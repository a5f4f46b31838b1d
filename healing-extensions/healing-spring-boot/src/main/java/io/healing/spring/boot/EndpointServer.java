package io.healing.spring.boot;

import java.util.Optional;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** Under which address the server of the endpoints is, as far as its settings tell. */
final class EndpointServer {
  private static final String SERVLETS = "org.springframework.web.servlet.DispatcherServlet";

  private final Environment environment;

  EndpointServer(Environment environment) {
    this.environment = environment;
  }

  /** Whether there is one. */
  static boolean listens(Environment environment) {
    return ManagementPortType.get(environment) != ManagementPortType.DISABLED;
  }

  private boolean apart() {
    return ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
  }

  /** What is before the path of every endpoint. */
  String prefix() {
    if (apart()) {
      return path("management.server.base-path");
    }
    return reactive()
        ? path("spring.webflux.base-path")
        : path("server.servlet.context-path") + path("spring.mvc.servlet.path");
  }

  private boolean reactive() {
    String type = environment.getProperty("spring.main.web-application-type", "");
    return type.equalsIgnoreCase("reactive")
        || !ClassUtils.isPresent(SERVLETS, getClass().getClassLoader());
  }

  /** Without a slash at its end. */
  private String path(String property) {
    return environment.getProperty(property, "").replaceFirst("/+$", "");
  }

  /** Where all endpoints are. */
  String basePath() {
    return environment
        .getProperty("management.endpoints.web.base-path", "/actuator")
        .replaceFirst("/+$", "");
  }

  /** Its port, where it has one of its own. */
  Optional<String> port() {
    return apart()
        ? property("local.management.port").or(() -> property("management.server.port"))
        : Optional.empty();
  }

  private Optional<String> property(String name) {
    return Optional.ofNullable(environment.getProperty(name));
  }

  /** The property by which the endpoint would take what a person decides. */
  String lacking() {
    boolean ours = environment.getProperty("healing.endpoint.write", Boolean.class, false);
    return ours ? "management.endpoint.healing.access=unrestricted" : "healing.endpoint.write=true";
  }
}
