package stock;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Counts what is on the shelves; a recurring task of db-scheduler. */
@Configuration
public class Counting {
  @Bean
  RecurringTask<Void> countStock() {
    return Tasks.recurring("count-stock", FixedDelay.of(Duration.ofMillis(200)))
        .execute(
            (instance, context) -> {
              throw new IllegalStateException("shelf 7 is not there");
            });
  }
}
