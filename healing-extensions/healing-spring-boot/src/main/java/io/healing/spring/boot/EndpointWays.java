package io.healing.spring.boot;

import io.healing.api.decide.Deed;
import io.healing.api.decide.Ways;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebEndpointHttpMethod;

/**
 * The requests to the endpoint, where it is exposed over HTTP. Where it is and what it takes is
 * asked of Boot itself, so that every setting of a path counts.
 */
final class EndpointWays implements Ways, SmartInitializingSingleton {
  private static final EndpointId ID = EndpointId.of("healing");

  private final ObjectProvider<PathMappedEndpoints> provider;
  private final EndpointServer server;
  private volatile @Nullable PathMappedEndpoints known;

  EndpointWays(ObjectProvider<PathMappedEndpoints> provider, EndpointServer server) {
    this.provider = provider;
    this.server = server;
  }

  /** What is told while the application ends cannot ask for a bean any more. */
  @Override
  public void afterSingletonsInstantiated() {
    endpoints();
  }

  private Optional<PathMappedEndpoints> endpoints() {
    PathMappedEndpoints found = known == null ? provider.getIfAvailable() : known;
    known = found;
    return Optional.ofNullable(found);
  }

  @Override
  public String to(Deed deed) {
    if (deed.kind() == Deed.Kind.DOCTOR) {
      return "healing.start-gate=heal at the next start";
    }
    String path = path() + '/' + deed.kind().word() + part(deed.id()) + part(deed.planHash());
    return deed.kind().changes()
        ? "POST " + path + " with " + body(deed.kind())
        : "GET " + path + "?as=text";
  }

  private String path() {
    return server.prefix()
        + endpoints().map(all -> all.getPath(ID)).orElseGet(() -> server.basePath() + "/" + ID);
  }

  private static String part(String text) {
    return text.isEmpty() ? "" : '/' + text;
  }

  private static String body(Deed.Kind kind) {
    if (!kind.needsPerson()) {
      return "{}";
    }
    return kind.needsReason()
        ? "{\"person\":\"NAME\",\"reason\":\"TEXT\"}"
        : "{\"person\":\"NAME\"}";
  }

  @Override
  public String note() {
    String taken =
        writes()
            ? "A POST takes its body as application/json"
            : "A POST is refused until " + server.lacking() + " is set";
    return taken + server.port().map(port -> "; the port is " + port).orElse("") + ".";
  }

  private boolean writes() {
    return endpoints()
        .map(all -> all.getEndpoint(ID))
        .filter(ExposableWebEndpoint.class::isInstance)
        .map(ExposableWebEndpoint.class::cast)
        .filter(EndpointWays::writes)
        .isPresent();
  }

  private static boolean writes(ExposableWebEndpoint endpoint) {
    return endpoint.getOperations().stream()
        .anyMatch(one -> one.getRequestPredicate().getHttpMethod() == WebEndpointHttpMethod.POST);
  }
}
