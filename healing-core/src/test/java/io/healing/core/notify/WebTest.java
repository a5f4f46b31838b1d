package io.healing.core.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.healing.api.Samples;
import io.healing.api.notify.NotDeliveredException;
import io.healing.core.notify.Receiver.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real server: what is sent, what is tried again, what is refused. */
class WebTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Receiver receiver = new Receiver();
  private final Web web = new Web();

  @AfterEach
  void close() {
    receiver.close();
  }

  private @Nullable NotDeliveredException send(String url, Duration limit) {
    Web.Post post =
        new Web.Post(
            URI.create(url), Map.of("Healing-Id", "m-1"), "{\"a\":1}", limit, Samples.NOON);
    return catchThrowableOfType(NotDeliveredException.class, () -> web.send(post));
  }

  private @Nullable NotDeliveredException answered(Answer answer) {
    receiver.answers(answer);
    return send(receiver.url() + "/in?token=hush", LIMIT);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204})
  void whatIsTakenIsSentOnceAsJsonWithItsHeaders(int status) {
    assertThat(answered(Answer.of(status))).isNull();

    Receiver.Call call = receiver.calls.get(0);
    assertThat(receiver.calls).hasSize(1);
    assertThat(call.method()).isEqualTo("POST");
    assertThat(call.path()).isEqualTo("/in?token=hush");
    assertThat(call.body()).isEqualTo("{\"a\":1}");
    assertThat(call.headers().getFirst("Content-Type"))
        .isEqualTo("application/json; charset=utf-8");
    assertThat(call.headers().getFirst("Healing-Id")).isEqualTo("m-1");
  }

  @Test
  void tooManyIsTriedAgainAfterTheTimeThatTheServerSays() {
    NotDeliveredException seconds = answered(Answer.of(429).with("Retry-After", "17"));
    assertThat(seconds.again()).isTrue();
    assertThat(seconds.after()).isEqualTo(Duration.ofSeconds(17));

    String date =
        java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(
            Samples.NOON.plusSeconds(60).atOffset(java.time.ZoneOffset.UTC));
    assertThat(answered(Answer.of(503).with("Retry-After", date)).after())
        .isEqualTo(Duration.ofSeconds(60));
    assertThat(answered(Answer.of(429).with("Retry-After", "soon")).after()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503})
  void aPassingFaultIsTriedAgain(int status) {
    assertThat(answered(Answer.of(status)).again()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410})
  void aRefusalIsNotTriedAgainAndSaysWhatTheServerSaid(int status) {
    NotDeliveredException refused = answered(Answer.of(status).saying("no_service\nfor you"));

    assertThat(refused.again()).isFalse();
    assertThat(refused)
        .hasMessageContaining("answers " + status + ": no_service · for you")
        .message()
        .doesNotContain("hush", "/in");
  }

  @Test
  void aLongAnswerIsNotReadToItsEnd() {
    assertThat(answered(Answer.of(500).saying("x".repeat(1_000_000))))
        .message()
        .hasSizeLessThan(300);
  }

  @Test
  void aServerThatHangsIsLeftWithinTheLimit() {
    receiver.answers(Answer.of(0));
    NotDeliveredException late = send(receiver.url(), Duration.ofMillis(200));

    assertThat(late.again()).isTrue();
    assertThat(receiver.calls).hasSize(1);
  }

  @Test
  void aServerThatHangsUpIsTriedAgain() {
    assertThat(answered(Answer.of(-1)).again()).isTrue();
  }

  @Test
  void aServerThatIsNotThereIsTriedAgainAndOnlyItsHostIsNamed() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    NotDeliveredException away = send("http://127.0.0.1:" + port + "/T0/secret", LIMIT);

    assertThat(away.again()).isTrue();
    assertThat(away).hasMessageContaining("http://127.0.0.1:" + port + " cannot be reached");
    assertThat(away).message().doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void nothingIsSentToAnotherHostThatARedirectNames(int status) {
    try (Receiver other = new Receiver()) {
      NotDeliveredException fault =
          answered(Answer.of(status).with("Location", other.url() + "/moved?secret=1"));

      assertThat(other.calls).isEmpty();
      assertThat(fault.again()).isFalse();
      assertThat(fault)
          .hasMessageContaining("points to " + other.url())
          .message()
          .doesNotContain("secret");
    }
  }

  @Test
  void aRedirectWithinTheHostThatKeepsTheMethodIsFollowed() {
    assertThat(answered(Answer.of(307).with("Location", "/moved"))).isNull();

    assertThat(receiver.calls).extracting(Receiver.Call::path).last().isEqualTo("/moved");
    assertThat(receiver.calls).allMatch(call -> call.body().equals("{\"a\":1}"));
    assertThat(answered(Answer.of(302).with("Location", "/moved")).again()).isFalse();
  }

  @Test
  void aRedirectInACircleEnds() {
    assertThat(answered(Answer.of(308).with("Location", "/round")))
        .hasMessageContaining("redirects on and on");
    assertThat(receiver.calls).hasSize(4);
  }
}
