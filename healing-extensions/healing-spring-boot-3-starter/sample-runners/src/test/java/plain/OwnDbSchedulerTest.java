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
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
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
    return task(TASK);
  }

  private static RecurringTask<Void> task(String name) {
    return Tasks.recurring(name, FixedDelay.of(Duration.ofMillis(200)))
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

  static class TwoTasks {
    @Bean
    RecurringTask<Void> first() {
      return task("first-task");
    }

    @Bean
    RecurringTask<Void> second() {
      return task("second-task");
    }
  }

  private static SchedulerBuilder other(DataSource source, RecurringTask<Void> task) {
    SchedulerBuilder builder = builder(source, task).tableName("other_tasks");
    new JdbcTemplate(source)
        .execute("CREATE TABLE IF NOT EXISTS other_tasks (LIKE scheduled_tasks INCLUDING ALL)");
    return builder;
  }

  static class TwoSchedulers {
    @Bean(initMethod = "start", destroyMethod = "stop")
    Scheduler one(DataSource source, @Qualifier("first") RecurringTask<Void> task) {
      return builder(source, task).build();
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    Scheduler two(DataSource source, @Qualifier("second") RecurringTask<Void> task) {
      return other(source, task).build();
    }
  }

  private static void bothAreSeenApart(Own own, Order... orders) {
    own.untilFailed("first-task");
    own.untilFailed("second-task");
    assertThat(own.runners(SOURCE))
        .containsExactlyInAnyOrder("db-scheduler:one", "db-scheduler:two");
    assertThat(own.orders(SOURCE, "first-task")).containsExactlyInAnyOrder(orders);
    assertThat(own.orders(SOURCE, "second-task")).containsExactlyInAnyOrder(orders);
    assertThat(own.healing().admin().incidents())
        .noneMatch(incident -> incident.findingId().equals("job.of_two_runners"));
  }

  @Test
  void twoSchedulersAreJoinedUnderTheNamesOfTheirBeans(CapturedOutput output) throws Exception {
    try (Own own = Own.with(home, TwoTasks.class, TwoSchedulers.class)) {
      bothAreSeenApart(own, Order.RUN, Order.SCHEDULE);
    }
    assertThat(output).doesNotContain("is not observed");
  }

  static class TwoBuilders {
    @Bean
    SchedulerBuilder oneBuilder(DataSource source, @Qualifier("first") RecurringTask<Void> task) {
      return builder(source, task);
    }

    @Bean
    SchedulerBuilder twoBuilder(DataSource source, @Qualifier("second") RecurringTask<Void> task) {
      return other(source, task);
    }

    @Bean(destroyMethod = "stop")
    Scheduler one(@Qualifier("oneBuilder") SchedulerBuilder builder) {
      return started(builder);
    }

    @Bean(destroyMethod = "stop")
    Scheduler two(@Qualifier("twoBuilder") SchedulerBuilder builder) {
      return started(builder);
    }
  }

  @Test
  void twoBuildersThatAreBeansAreGivenAHookEach(CapturedOutput output) throws Exception {
    try (Own own = Own.with(home, TwoTasks.class, TwoBuilders.class)) {
      bothAreSeenApart(own, Order.RUN, Order.SCHEDULE, Order.INTERRUPT);
    }
    assertThat(output).doesNotContain("is not observed", "not interrupted");
  }

  static class OneHookForTwo {
    @Bean(destroyMethod = "stop")
    Scheduler one(
        DataSource source, @Qualifier("first") RecurringTask<Void> task, DbSchedulerHook hook) {
      return started(
          builder(source, task).addSchedulerListener(hook).addExecutionInterceptor(hook));
    }

    @Bean(destroyMethod = "stop")
    Scheduler two(
        DataSource source, @Qualifier("second") RecurringTask<Void> task, DbSchedulerHook hook) {
      return started(other(source, task).addSchedulerListener(hook).addExecutionInterceptor(hook));
    }
  }

  @Test
  void ofTwoSchedulersWithOneHookItIsSaidThatEachNeedsItsOwn(CapturedOutput output)
      throws Exception {
    try (Own own = Own.with(home, TwoTasks.class, OneHookForTwo.class)) {
      assertThat(own.runners(SOURCE)).isEmpty();
    }
    assertThat(output)
        .contains("it has the DbSchedulerHook \"healingDbSchedulerHook\" that \"two\" has too")
        .contains("Make a bean of DbSchedulerHook for each");
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
