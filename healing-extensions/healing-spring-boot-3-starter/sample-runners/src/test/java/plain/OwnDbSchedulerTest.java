package plain;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.healing.api.job.JobControl.Order;
import io.healing.core.Healing;
import io.healing.dbscheduler.DbSchedulerHook;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** A db-scheduler that the application makes itself, in the ways in which people do. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class OwnDbSchedulerTest {
  private static final String SOURCE = "healingDbSchedulers";
  private static final String TASK = "own-task";

  @TempDir Path home;

  static class Work {
    @Bean
    RecurringTask<Void> ownTask() {
      return task();
    }
  }

  private static RecurringTask<Void> task() {
    return Tasks.recurring(TASK, FixedDelay.of(Duration.ofMillis(200)))
        .execute(
            (instance, context) -> {
              throw new IllegalStateException("no");
            });
  }

  private static SchedulerBuilder builder(DataSource source, RecurringTask<Void> task) {
    new ResourceDatabasePopulator(new ClassPathResource("scheduled_tasks.sql")).execute(source);
    return Scheduler.create(source).startTasks(task).pollingInterval(Duration.ofMillis(200));
  }

  private static Scheduler started(SchedulerBuilder builder) {
    Scheduler scheduler = builder.build();
    scheduler.start();
    return scheduler;
  }

  static class StartedBySpring {
    @Bean(initMethod = "start", destroyMethod = "stop")
    Scheduler own(DataSource source, RecurringTask<Void> task) {
      return builder(source, task).build();
    }
  }

  @Test
  void aSchedulerThatSpringStartsIsJoinedBeforeWithoutInterrupts(CapturedOutput output)
      throws Exception {
    try (Own own = Own.with(home, Work.class, StartedBySpring.class)) {
      own.untilFailed(TASK);

      assertThat(own.orders(SOURCE, TASK)).containsExactlyInAnyOrder(Order.RUN, Order.SCHEDULE);
    }
    assertThat(output).contains("\"own\" are observed, not interrupted", "addExecutionInterceptor");
  }

  @Configuration
  static class BuilderIsABean {
    @Bean
    SchedulerBuilder ownBuilder(DataSource source, RecurringTask<Void> task) {
      return builder(source, task);
    }

    @Bean(destroyMethod = "stop")
    Scheduler own(SchedulerBuilder builder) {
      return started(builder);
    }
  }

  @Test
  void aBuilderThatIsABeanIsGivenTheHook(CapturedOutput output) throws Exception {
    try (Own own = Own.with(home, Work.class, BuilderIsABean.class)) {
      own.untilFailed(TASK);

      assertThat(own.orders(SOURCE, TASK)).contains(Order.INTERRUPT);
    }
    assertThat(output).doesNotContain("is not observed", "not interrupted");
  }

  static class GivesTheHook {
    @Bean(destroyMethod = "stop")
    Scheduler own(DataSource source, RecurringTask<Void> task, DbSchedulerHook hook) {
      return started(
          builder(source, task).addSchedulerListener(hook).addExecutionInterceptor(hook));
    }
  }

  @Test
  void theHookThatTheApplicationGaveIsTheOneThatIsJoined(CapturedOutput output) throws Exception {
    try (Own own = Own.with(home, Work.class, GivesTheHook.class)) {
      own.untilFailed(TASK);

      assertThat(own.orders(SOURCE, TASK)).contains(Order.INTERRUPT);
    }
    assertThat(output).doesNotContain("is not observed", "not interrupted");
  }

  static class StartedTooEarly {
    @Bean(destroyMethod = "stop")
    Scheduler own(DataSource source) {
      return started(builder(source, task()));
    }
  }

  @Test
  void ofASchedulerThatRunsAlreadyItIsSaidWhatToAdd(CapturedOutput output) throws Exception {
    try (Own own = Own.with(home, StartedTooEarly.class)) {
      assertThat(own.orders(SOURCE, TASK)).isEmpty();
    }
    assertThat(output)
        .contains("\"own\" is not observed: it was started before Healing could join it")
        .contains(".addSchedulerListener(hook).addExecutionInterceptor(hook)");
  }

  static class TwoSchedulers {
    @Bean
    Scheduler one(DataSource source, RecurringTask<Void> task) {
      return builder(source, task).build();
    }

    @Bean
    Scheduler two(DataSource source, RecurringTask<Void> task) {
      return builder(source, task).build();
    }
  }

  @Test
  void ofTwoSchedulersItIsSaidThatOneMustBeChosen(CapturedOutput output) throws Exception {
    try (Own own = Own.with(home, Work.class, TwoSchedulers.class)) {
      assertThat(own.orders(SOURCE, TASK)).isEmpty();
    }
    assertThat(output).contains("joins none by itself: one, two", "DbSchedulerRunner.of");
  }

  static class TaskThatTellsHealing {
    @Bean
    RecurringTask<Void> ownTask(Healing healing) {
      assertThat(healing).isNotNull();
      return task();
    }
  }

  @Test
  void aTaskThatIsMadeWithHealingStopsNoStartAndIsToldHowToAsk(CapturedOutput output)
      throws Exception {
    try (Own own = Own.with(home, TaskThatTellsHealing.class, StartedBySpring.class)) {
      assertThat(own.application().isRunning()).isTrue();
    }
    assertThat(output).contains("\"own\" is not observed: one of its tasks", "ObjectProvider");
  }
}
