package io.healing.core.notify;

import io.healing.api.notify.NotDeliveredException;
import io.healing.api.notify.Notification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Posts JSON over HTTP, within a time limit and never to another host than was asked for. What goes
 * wrong is told with the host alone, since the rest of an address may be secret. Thread-safe.
 */
final class Web {
  private static final int OK = 2;
  private static final int REDIRECTED = 3;
  private static final int BROKEN = 5;
  private static final int HUNDRED = 100;
  private static final int SHOWN = 200;
  private static final int MOST_REDIRECTS = 3;
  private static final Set<Integer> SAME_METHOD = Set.of(307, 308);
  private static final Set<Integer> LATER = Set.of(408, 425, 429);

  private final Predicate<String> busy;
  private @Nullable HttpClient client;

  Web() {
    this(answer -> false);
  }

  /**
   * To a host that says in its answer, whatever the status, that it is asked too often.
   *
   * @param busy whether an answer says so
   */
  Web(Predicate<String> busy) {
    this.busy = busy;
  }

  /**
   * What is to be sent.
   *
   * @param to where
   * @param headers beside the content type
   * @param json the body
   * @param limit how long it may take in all
   * @param now the moment, for a time at which the host wants to be asked again
   */
  record Post(URI to, Map<String, String> headers, String json, Duration limit, Instant now) {
    /** What tells a notification, within the time that its channel is given. */
    static Post of(
        Notification notification, String url, Map<String, String> headers, String json) {
      Duration limit = notification.options().duration("timeout");
      return new Post(URI.create(url), headers, json, limit, notification.sentAt());
    }

    Post at(URI other) {
      return new Post(other, headers, json, limit, now);
    }
  }

  /**
   * Posts it.
   *
   * @throws NotDeliveredException when the answer is not one of 200 to 299
   */
  void send(Post post) {
    Post next = post;
    for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
      HttpResponse<String> answer = answer(next);
      if (answer.statusCode() / HUNDRED == OK) {
        return;
      }
      if (answer.statusCode() / HUNDRED != REDIRECTED) {
        throw fault(next, answer);
      }
      next = next.at(redirected(next, answer));
    }
    throw NotDeliveredException.refused(
        host(post.to()) + " redirects on and on", "Set url to where it really is.");
  }

  private HttpResponse<String> answer(Post post) {
    CompletableFuture<HttpResponse<String>> call =
        client().sendAsync(request(post), info -> new ShortBody());
    try {
      return call.get(post.limit().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw NotDeliveredException.later(
          host(post.to()) + " did not answer within " + post.limit().toMillis() + " ms", "");
    } catch (ExecutionException e) {
      throw unreachable(post, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw NotDeliveredException.later("The call of " + host(post.to()) + " was interrupted", "");
    } finally {
      call.cancel(true);
    }
  }

  private static HttpRequest request(Post post) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(post.to())
            .timeout(post.limit())
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(post.json()));
    post.headers().forEach(request::header);
    return request.build();
  }

  /** Made with the first message: its thread is not there for those who send none. */
  private synchronized HttpClient client() {
    HttpClient known = client;
    if (known == null) {
      known =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .build();
      client = known;
    }
    return known;
  }

  private static NotDeliveredException unreachable(Post post, @Nullable Throwable cause) {
    boolean expected = cause instanceof IOException;
    String words = cause == null ? "" : cause.getClass().getSimpleName();
    String why =
        expected && cause != null && cause.getMessage() != null ? ": " + cause.getMessage() : "";
    return NotDeliveredException.later(
        host(post.to()) + " cannot be reached: " + words + why, "Look whether it runs.");
  }

  private NotDeliveredException fault(Post post, HttpResponse<String> answer) {
    int status = answer.statusCode();
    String said = Cut.line(answer.body(), SHOWN);
    String words = host(post.to()) + " answers " + status + (said.isEmpty() ? "" : ": " + said);
    boolean later = status / HUNDRED == BROKEN || LATER.contains(status);
    if (!later && !busy.test(answer.body())) {
      return NotDeliveredException.refused(words, "Look at the address, the secret and the form.");
    }
    return RetryAfter.of(answer.headers(), post.now())
        .map(after -> NotDeliveredException.later(words, "", after))
        .orElseGet(() -> NotDeliveredException.later(words, ""));
  }

  private static URI redirected(Post post, HttpResponse<String> answer) {
    HttpHeaders headers = answer.headers();
    URI to = post.to().resolve(headers.firstValue("Location").map(Web::uri).orElse(post.to()));
    boolean same =
        Objects.equals(to.getScheme(), post.to().getScheme())
            && Objects.equals(to.getAuthority(), post.to().getAuthority());
    if (!same || !SAME_METHOD.contains(answer.statusCode())) {
      throw NotDeliveredException.refused(
          host(post.to()) + " answers " + answer.statusCode() + " and points to " + host(to),
          "Nothing is sent there. Set url to where it really is.");
    }
    return to;
  }

  private static URI uri(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw NotDeliveredException.refused("It redirects to what is no address", "");
    }
  }

  private static String host(URI uri) {
    return uri.getScheme() + "://" + uri.getAuthority();
  }
}
