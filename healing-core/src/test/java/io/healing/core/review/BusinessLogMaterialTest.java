package io.healing.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.SelfHealingConfig;
import io.healing.api.review.BusinessLog;
import io.healing.api.review.BusinessLogConfig;
import io.healing.api.review.ReviewKind;
import io.healing.api.review.ReviewMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BusinessLogMaterialTest {
  @TempDir Path home;
  private Desk desk;

  @BeforeEach
  void openTheDesk() throws IOException {
    desk = Desk.in(home);
  }

  private ReviewMaterial read(SelfHealingConfig healing) {
    return desk.read(desk.reading(ReviewKind.PROACTIVE, healing, new Desk.Host(false)));
  }

  private @Nullable BusinessLog businessLog(BusinessLogConfig log) {
    return read(SelfHealingConfig.defaults().withBusinessLog(log)).businessLog();
  }

  @Test
  void theLogOfWhatTheJobAchievedIsOneMoreSource() throws IOException {
    Files.writeString(home.resolve("sales.jsonl"), "{\"n\":1}\n{\"n\":2}\n\n{\"n\":\"hunter2\"}\n");
    Files.writeString(home.resolve("summary.txt"), "s".repeat(2_500));
    BusinessLog read =
        businessLog(new BusinessLogConfig("sales.jsonl", "summary.txt", 2, "n is sales"));
    assertThat(read.lines()).containsExactly("{\"n\":2}", "{\"n\":\"[masked]\"}");
    assertThat(read.summary()).hasSize(2_000);
    assertThat(read.context()).isEqualTo("n is sales");
    assertThat(read(SelfHealingConfig.defaults()).businessLog()).isNull();
  }

  @Test
  void theLogOfWhatTheJobAchievedMayBeInTheHomeDirectory() {
    ReviewMaterial read =
        read(
            SelfHealingConfig.defaults()
                .withBusinessLog(new BusinessLogConfig("~/no/sales.jsonl", "~/no/s.txt", 2, null)));
    String user = System.getProperty("user.home");
    assertThat(read.missing())
        .containsEntry("business_log " + Path.of(user, "no/sales.jsonl"), "it does not exist")
        .containsEntry("business_log " + Path.of(user, "no/s.txt"), "it does not exist");
  }

  @Test
  @Timeout(20)
  void aPipeIsNotReadAsALogOfWhatTheJobAchieved() throws Exception {
    Path pipe = home.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    ReviewMaterial read =
        read(
            SelfHealingConfig.defaults()
                .withBusinessLog(new BusinessLogConfig("pipe", "pipe", 2, null)));
    assertThat(read.missing()).containsEntry("business_log " + pipe, "it is no regular file");
  }

  @Test
  void aBusinessLogThatIsNotThereIsSaid() {
    SelfHealingConfig healing =
        SelfHealingConfig.defaults()
            .withBusinessLog(BusinessLogConfig.defaults().withPath("gone.jsonl"));
    assertThat(read(healing).missing().keySet())
        .contains("business_log " + home.resolve("gone.jsonl"));
  }
}
