package io.healing.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.SelfHealingConfig;
import io.healing.api.job.ReviewItem;
import io.healing.api.job.ReviewSource;
import io.healing.api.review.ReviewKind;
import io.healing.api.review.ReviewMaterial;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the host of the jobs has to say to a review. */
class HostMaterialTest {
  @TempDir Path home;
  private Desk desk;

  @BeforeEach
  void openTheDesk() throws IOException {
    desk = Desk.in(home);
  }

  @Test
  void withoutAHostThereIsNoSourceAndTheReviewSaysSo() {
    ReviewMaterial read =
        desk.read(desk.reading(ReviewKind.PROACTIVE, SelfHealingConfig.defaults()));
    assertThat(read.missing())
        .containsEntry("ai_sessions", "no source")
        .containsEntry("workflows", "no source");
  }

  @Test
  void aHostThatFailsTakesNothingElseAway() {
    ReviewMaterial read =
        desk.read(
            desk.reading(
                ReviewKind.PROACTIVE,
                SelfHealingConfig.defaults(),
                new Desk.Host(true),
                new Desk.Host(false)));
    assertThat(read.aiSessions()).hasSize(1);
    assertThat(read.missing().get("ai_sessions")).contains("acme.host", "[masked] is closed");
  }

  @Test
  void eachHostThatFailsIsNamed() {
    ReviewMaterial read =
        desk.read(
            desk.reading(
                ReviewKind.PROACTIVE,
                SelfHealingConfig.defaults(),
                new Desk.Host(true),
                new Desk.Host(true)));
    assertThat(read.missing().get("ai_sessions")).containsPattern("closed; acme.host failed");
  }

  @Test
  void theNameThatAHostGivesItsItemIsRedactedToo() {
    ReviewSource host =
        new ReviewSource() {
          @Override
          public String id() {
            return "acme.named";
          }

          @Override
          public List<ReviewItem> workflows(String jobId, Instant since, int limit) {
            return List.of(new ReviewItem("run?key=hunter2", since, "x"));
          }

          @Override
          public List<ReviewItem> aiSessions(String jobId, Instant since, int limit) {
            return List.of();
          }
        };
    ReviewMaterial read =
        desk.read(desk.reading(ReviewKind.PROACTIVE, SelfHealingConfig.defaults(), host));
    assertThat(read.workflows().get(0).id()).isEqualTo("run?key=[masked]");
  }
}
