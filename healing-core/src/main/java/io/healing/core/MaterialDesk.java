package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.job.ReviewSource;
import io.healing.api.review.HealingReview;
import io.healing.api.review.ReviewKind;
import io.healing.api.review.ReviewMaterial;
import io.healing.core.review.Reading;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fetches what an analysis looks at. */
final class MaterialDesk {
  private static final Duration FORCED = Duration.ofDays(30);

  private final Rooms rooms;

  MaterialDesk(Rooms rooms) {
    this.rooms = rooms;
  }

  ReviewMaterial read(Inquiry inquiry) {
    Subject subject = inquiry.subject();
    Reading reading =
        new Reading(
            inquiry.proactive() ? ReviewKind.PROACTIVE : ReviewKind.REACTIVE,
            subject,
            rooms.healing(subject),
            since(inquiry),
            rooms.plugins().of(ReviewSource.class),
            subject.isJob() ? inquiry.sla() : null,
            inquiry.files(),
            inquiry.job().map(job -> job.definition().command()).orElse(List.of()),
            base());
    return rooms.reviewing().read(reading);
  }

  private @Nullable Instant since(Inquiry inquiry) {
    if (inquiry.examination().force()) {
      return inquiry.now().minus(FORCED);
    }
    return rooms
        .store()
        .reviews()
        .lastProactive(inquiry.subject().name())
        .map(HealingReview::startedAt)
        .orElse(null);
  }

  private Path base() {
    return rooms.config().baseDirectory().toAbsolutePath();
  }
}
