package io.healing.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.Image;
import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.DecisionRecord;
import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.HealthStatus;
import io.healing.api.diagnose.ChangeEvent;
import io.healing.api.job.FileVersion;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every {@link DecisionRepository}, {@link FileVersionRepository}, {@link MetricRepository}
 * and {@link ChangeRepository} must do.
 */
public abstract class HistoryContract extends StoreContract {

  @Test
  void decisionsComeNewestFirst() {
    Subject report = Subject.job("report");
    store.decisions().add(Samples.decision("report", "s1", NOON));
    store.decisions().add(Samples.decision("report", "s2", NOON.minusSeconds(5)));
    store.decisions().add(Samples.decision("other", "s1", NOON));
    store
        .decisions()
        .add(new DecisionRecord(0, report, "s1", "heal", null, CAREFUL, NOON.plusMillis(1)));
    assertThat(again().decisions().of(report, 9))
        .extracting(DecisionRecord::id)
        .containsExactly(4L, 2L, 1L);
    assertThat(store.decisions().of(report, 2)).hasSize(2);
    assertThat(store.decisions().last(report, "s1"))
        .contains(new DecisionRecord(4, report, "s1", "heal", null, CAREFUL, NOON.plusMillis(1)));
    assertThat(store.decisions().last(report, "s3")).isEmpty();
    assertThat(store.decisions().last(Subject.host(), "s1")).isEmpty();
  }

  @Test
  void everyReasonComesBack() {
    for (BlockReason reason : BlockReason.values()) {
      if (reason != BlockReason.UNKNOWN) {
        DecisionRecord decision =
            new DecisionRecord(0, Subject.host(), reason.word(), "ignore", reason, "", NOON);
        store.decisions().add(decision);
        assertThat(store.decisions().last(Subject.host(), reason.word()).orElseThrow().reason())
            .isEqualTo(reason);
      }
    }
    DecisionRecord unknown =
        new DecisionRecord(0, Subject.host(), "t", "ignore", BlockReason.UNKNOWN, "", NOON);
    assertThatThrownBy(() -> store.decisions().add(unknown)).isInstanceOf(StoreException.class);
  }

  @Test
  void theNewestFiveContentsOfAFileAreKept() {
    for (int i = 0; i < 7; i++) {
      store.files().keep(Samples.fileVersion("content " + i, NOON.plusSeconds(i)));
    }
    List<FileVersion> kept = again().files().of("report", "/srv/app/report.conf");
    assertThat(kept)
        .extracting(version -> new String(version.content().content().orElseThrow(), UTF_8))
        .containsExactly("content 6", "content 5", "content 4", "content 3", "content 2");
    assertThat(kept.get(0).seenAt()).isEqualTo(NOON.plusSeconds(6));
    assertThat(kept.get(0).id()).isPositive();
  }

  private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;

  @Test
  void theNewestContentIsNotKeptTwiceButAnOlderOneIs() {
    for (String content : List.of("a", "a", "b", "b", "a", "")) {
      store.files().keep(Samples.fileVersion(content, NOON));
    }
    store.files().keep(Samples.fileVersion("", NOON.plusSeconds(1)));
    assertThat(again().files().of("report", "/srv/app/report.conf"))
        .extracting(version -> version.content().hash())
        .containsExactly(hash(""), hash("a"), hash("b"), hash("a"));
  }

  @Test
  void contentsBelongToOneJobAndOneFile() {
    byte[] bytes = {0, -1, -2, 127};
    store.files().keep(Samples.fileVersion("a", NOON));
    store.files().keep(new FileVersion(0, "other", "/x", Image.of(bytes), NOON));
    assertThat(again().files().of("other", "/x").get(0).content()).isEqualTo(Image.of(bytes));
    assertThat(store.files().of("other", "/srv/app/report.conf")).isEmpty();
  }

  @Test
  void theNewestSamplesComeFirst() {
    List<HealthMetric> samples =
        List.of(
            Samples.metric("a", "cpu", NOON.plusMillis(1)),
            new HealthMetric("b", "cpu", -0.25, null, null, HealthStatus.UNKNOWN, NOON),
            Samples.metric("c", "memory", NOON),
            Samples.metric("d", "cpu", NOON.plusMillis(2)));
    store.metrics().add(samples);
    store.metrics().add(List.of());
    assertThat(again().metrics().newest("cpu", 9))
        .containsExactly(samples.get(3), samples.get(0), samples.get(1));
    assertThat(store.metrics().newest("cpu", 1)).containsExactly(samples.get(3));
    assertThat(store.metrics().newest("disk", 1)).isEmpty();
  }

  @Test
  void theChangesOfATimeComeNewestFirst() {
    ChangeEvent deploy = ChangeEvent.deploy("2.3.1", NOON).by(CAREFUL).touching(CAREFUL, "b");
    ChangeEvent setting = ChangeEvent.configuration(CAREFUL, NOON.plusMillis(7));
    ChangeEvent before = ChangeEvent.other("disk", NOON.minusMillis(1));
    store.changes().add(setting);
    store.changes().add(deploy);
    store.changes().add(before);
    assertThat(again().changes().between(NOON, NOON.plusMillis(7), 9))
        .containsExactly(setting, deploy);
    assertThat(store.changes().between(NOON.minusSeconds(1), NOON, 9))
        .containsExactly(deploy, before);
    assertThat(store.changes().between(NOON.minusSeconds(1), NOON.plusSeconds(1), 1))
        .containsExactly(setting);
    assertThat(store.changes().between(NOON.plusSeconds(1), NOON.plusSeconds(9), 9)).isEmpty();
  }

  @Test
  void theNewestTenThousandChangesAreKept() {
    Instant end = NOON.plusSeconds(10_003);
    store.transaction(
        () -> {
          for (int i = 1; i <= 10_003; i++) {
            store.changes().add(ChangeEvent.deploy("v" + i, NOON.plusSeconds(i)));
          }
          return null;
        });
    List<ChangeEvent> kept = store.changes().between(NOON, end, 20_000);
    assertThat(kept).hasSize(10_000);
    assertThat(kept.get(9_999).text()).isEqualTo("v4");
  }

  private static String hash(String content) {
    return Image.of(content).hash();
  }
}
