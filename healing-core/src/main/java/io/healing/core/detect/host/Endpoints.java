package io.healing.core.detect.host;

import io.healing.api.Subject;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.environment.EndpointRequirement;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Connects to named endpoints and measures how long that takes. The one that was not looked at for
 * the longest time comes first; when the time of the look is used up, the others wait for the next
 * one.
 */
final class Endpoints {
  private static final Duration LOOK = Duration.ofSeconds(6);
  private static final double NANOS_PER_MS = 1e6;
  private static final int BAD_ANSWER = 400;

  private final HostSettings settings;

  Endpoints(HostSettings settings) {
    this.settings = settings;
  }

  /** Asks one endpoint within so many milliseconds. */
  @FunctionalInterface
  private interface Ask {
    /** Returns what is wrong with its answer; empty when nothing is. */
    String of(String endpoint, int limit) throws IOException;
  }

  void connect(Sheet sheet) {
    Set<String> declared = new TreeSet<>(Words.list(sheet.options().text("endpoints")));
    uses(sheet.request()).filter(EndpointRequirement::isAddress).forEach(declared::add);
    sheet.request().environment().endpoints().forEach(e -> declared.add(e.address()));
    each(declared, sheet, Endpoints::connect, "accepted a connection");
  }

  void ask(Sheet sheet) {
    Set<String> declared = new TreeSet<>(Words.list(sheet.options().text("urls")));
    uses(sheet.request()).filter(use -> use.matches("https?://.+")).forEach(declared::add);
    each(declared, sheet, Endpoints::ask, "answered");
  }

  private static Stream<String> uses(MonitorRequest request) {
    return request.jobs().stream().flatMap(job -> job.definition().uses().stream());
  }

  private void each(Set<String> endpoints, Sheet sheet, Ask ask, String verb) {
    Levels levels = Levels.open(settings.config().thresholdResponseTime(), 5_000);
    List<String> order =
        endpoints.stream()
            .filter(endpoint -> sheet.wanted(subject(endpoint)))
            .sorted(Comparator.comparing(e -> sheet.standing(subject(e)).at()))
            .toList();
    LongSupplier nanos = settings.nanos();
    long until = nanos.getAsLong() + LOOK.toNanos();
    for (String endpoint : order) {
      double left = (until - nanos.getAsLong()) / NANOS_PER_MS;
      if (left < 1) {
        sheet.noData(subject(endpoint), "there was no time left for it at this look");
      } else {
        int limit = (int) Math.min(left, levels.bound(Level.CRITICAL) + 1);
        look(endpoint, new Call(ask, verb, limit, levels), sheet);
      }
    }
  }

  private record Call(Ask ask, String verb, int limit, Levels levels) {}

  private void look(String endpoint, Call call, Sheet sheet) {
    long began = settings.nanos().getAsLong();
    String wrong = wrong(endpoint, call);
    double ms = (settings.nanos().getAsLong() - began) / NANOS_PER_MS;
    boolean well = wrong.isEmpty();
    String words =
        shown(endpoint) + " " + (well ? call.verb + " in " + Words.number(ms) + " ms" : wrong);
    if (!well && declared(endpoint, sheet.request())) {
      sheet.noData(subject(endpoint), words + "; the check of the environment tells it");
      return;
    }
    sheet.saw(
        new Sheet.Entry(
            subject(endpoint),
            Words.which(shown(endpoint)),
            well ? ms : Double.POSITIVE_INFINITY,
            call.levels,
            words,
            Concerned.endpoint(settings, endpoint)));
  }

  /** What the environment must have is told by its own check, and once is enough. */
  private static boolean declared(String endpoint, MonitorRequest request) {
    return request.environment().endpoints().stream().anyMatch(e -> e.address().equals(endpoint));
  }

  private static String wrong(String endpoint, Call call) {
    try {
      return call.ask.of(endpoint, call.limit);
    } catch (SocketTimeoutException e) {
      return "gave no answer within " + call.limit + " ms";
    } catch (UnknownHostException e) {
      return "is a name that nobody knows";
    } catch (ConnectException e) {
      return "accepts no connection: " + e.getMessage();
    } catch (IOException | IllegalArgumentException e) {
      return "cannot be asked: " + e.getMessage();
    }
  }

  private static String connect(String endpoint, int limit) throws IOException {
    EndpointRequirement address = new EndpointRequirement(endpoint, null);
    if (!EndpointRequirement.isAddress(endpoint)) {
      return "is no endpoint: write host:port";
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.host(), address.port()), limit);
      return "";
    }
  }

  private static String ask(String endpoint, int limit) throws IOException {
    if (!(URI.create(endpoint).toURL().openConnection() instanceof HttpURLConnection connection)) {
      return "is no http or https address";
    }
    try {
      connection.setInstanceFollowRedirects(false);
      connection.setUseCaches(false);
      connection.setConnectTimeout(limit);
      connection.setReadTimeout(limit);
      connection.setRequestProperty("Connection", "close");
      int status = connection.getResponseCode();
      return status >= BAD_ANSWER || status < 0 ? "answered with status " + status : "";
    } finally {
      connection.disconnect();
    }
  }

  /** Without what may be secret: user and password, and the query. */
  static String shown(String endpoint) {
    return endpoint.replaceAll("//[^/@]*@", "//").replaceAll("[?#].*", "");
  }

  private static Subject subject(String endpoint) {
    return Words.part("endpoint/" + shown(endpoint));
  }
}
