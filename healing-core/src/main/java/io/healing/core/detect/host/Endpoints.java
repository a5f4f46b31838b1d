package io.healing.core.detect.host;

import io.healing.api.Subject;
import io.healing.api.config.LimitsConfig;
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
import org.jspecify.annotations.Nullable;

/**
 * Connects to named endpoints and measures how long that takes. The one that was not looked at for
 * the longest time comes first; when the time of the look is used up, the others wait for the next
 * one.
 */
final class Endpoints {
  private static final Duration LOOK = LimitsConfig.LONGEST_LOOK;
  private static final double NANOS_PER_MS = 1e6;
  private static final int BAD_ANSWER = 400;

  private final HostSettings settings;
  private final Outside outside;

  Endpoints(HostSettings settings) {
    this.settings = settings;
    outside = new Outside("healing-endpoint", settings.nanos());
  }

  /** Makes the question to an endpoint, to be answered within so many milliseconds. */
  @FunctionalInterface
  private interface Ask {
    Outside.Question of(String endpoint, int limit);
  }

  void connect(Sheet sheet) {
    Set<String> declared = new TreeSet<>(sheet.options().texts("endpoints"));
    uses(sheet.request()).filter(EndpointRequirement::isAddress).forEach(declared::add);
    sheet.request().environment().endpoints().forEach(e -> declared.add(e.address()));
    each(declared, sheet, Connecting::new, "accepted a connection");
  }

  void ask(Sheet sheet) {
    Set<String> declared = new TreeSet<>(sheet.options().texts("urls"));
    uses(sheet.request()).filter(use -> use.matches("https?://.+")).forEach(declared::add);
    each(declared, sheet, Asking::new, "answered");
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
    Outside.Question question = call.ask.of(endpoint, call.limit);
    Outside.Answer answer =
        outside.ask(call.verb + " " + shown(endpoint), call.limit, new Told(question, call.limit));
    boolean well = answer.ended() && answer.wrong().isEmpty();
    String wrong = answer.ended() ? answer.wrong() : late(call.limit);
    String words =
        shown(endpoint)
            + " "
            + (well ? call.verb + " in " + Words.number(answer.ms()) + " ms" : wrong);
    if (!well && declared(endpoint, sheet.request())) {
      sheet.noData(subject(endpoint), words + "; the check of the environment tells it");
      return;
    }
    sheet.saw(
        new Sheet.Entry(
            subject(endpoint),
            Words.which(shown(endpoint)),
            well ? answer.ms() : Double.POSITIVE_INFINITY,
            call.levels,
            words,
            Concerned.endpoint(settings, endpoint)));
  }

  /** What the environment must have is told by its own check, and once is enough. */
  private static boolean declared(String endpoint, MonitorRequest request) {
    return request.environment().endpoints().stream().anyMatch(e -> e.address().equals(endpoint));
  }

  private static String late(int limit) {
    return "gave no answer within " + limit + " ms";
  }

  /** What goes wrong on the network, in words. */
  private record Told(Outside.Question question, int limit) implements Outside.Question {
    @Override
    public String ask() throws Exception {
      try {
        return question.ask();
      } catch (SocketTimeoutException e) {
        return late(limit);
      } catch (UnknownHostException e) {
        return "is a name that nobody knows";
      } catch (ConnectException e) {
        return "accepts no connection: " + e.getMessage();
      } catch (IOException | IllegalArgumentException e) {
        return "cannot be asked: " + e.getMessage();
      }
    }

    @Override
    public void breakOff() throws Exception {
      question.breakOff();
    }
  }

  private static final class Connecting implements Outside.Question {
    private final String endpoint;
    private final int limit;
    private final Socket socket = new Socket();

    Connecting(String endpoint, int limit) {
      this.endpoint = endpoint;
      this.limit = limit;
    }

    @Override
    public String ask() throws IOException {
      EndpointRequirement address = new EndpointRequirement(endpoint, null);
      if (!EndpointRequirement.isAddress(endpoint)) {
        return "is no endpoint: write host:port";
      }
      try (socket) {
        socket.connect(new InetSocketAddress(address.host(), address.port()), limit);
        return "";
      }
    }

    @Override
    public void breakOff() throws IOException {
      socket.close();
    }
  }

  private static final class Asking implements Outside.Question {
    private final String endpoint;
    private final int limit;
    private volatile @Nullable HttpURLConnection open;

    Asking(String endpoint, int limit) {
      this.endpoint = endpoint;
      this.limit = limit;
    }

    @Override
    public String ask() throws IOException {
      if (!(URI.create(endpoint).toURL().openConnection() instanceof HttpURLConnection asked)) {
        return "is no http or https address";
      }
      open = asked;
      try {
        asked.setInstanceFollowRedirects(false);
        asked.setUseCaches(false);
        asked.setConnectTimeout(limit);
        asked.setReadTimeout(limit);
        asked.setRequestProperty("Connection", "close");
        int status = asked.getResponseCode();
        return status >= BAD_ANSWER || status < 0 ? "answered with status " + status : "";
      } finally {
        asked.disconnect();
      }
    }

    @Override
    public void breakOff() {
      HttpURLConnection asked = open;
      if (asked != null) {
        asked.disconnect();
      }
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
