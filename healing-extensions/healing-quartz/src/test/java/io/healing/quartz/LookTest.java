package io.healing.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.job.JobStanding;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quartz.CalendarIntervalScheduleBuilder;
import org.quartz.CronScheduleBuilder;
import org.quartz.DailyTimeIntervalScheduleBuilder;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.ScheduleBuilder;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TimeOfDay;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.calendar.WeeklyCalendar;

/** What a look at the jobs of a JDBC store costs, and that it tells what the scheduler tells. */
@Timeout(60)
class LookTest {
  private static final Instant NOON = Instant.parse("2031-03-02T12:00:00Z");

  private final String name = "look-" + System.nanoTime();
  private QuartzRig rig;
  private Scheduler scheduler;

  @BeforeEach
  void start() throws SchedulerException {
    rig =
        QuartzRig.alone(
            CountingConnections.settings(
                JdbcStore.settings(QuartzRig.settings(name), "here", JdbcStore.database())));
    scheduler = rig.scheduler();
  }

  @AfterEach
  void stop() throws SchedulerException {
    rig.shutDown();
  }

  private void jobs(int count) throws SchedulerException {
    Map<JobDetail, Set<? extends Trigger>> all = new HashMap<>();
    for (int i = 0; i < count; i++) {
      all.put(detail("job-" + i), Set.of(hourly("job-" + i), hourly("again-" + i)));
    }
    scheduler.scheduleJobs(all, true);
  }

  private static JobDetail detail(String job) {
    return JobBuilder.newJob(QuartzRig.Work.class).withIdentity(job).storeDurably().build();
  }

  private static Trigger hourly(String trigger) {
    return made(trigger, SimpleScheduleBuilder.repeatHourlyForever()).build();
  }

  private static TriggerBuilder<?> made(String trigger, ScheduleBuilder<?> schedule) {
    return TriggerBuilder.newTrigger()
        .withIdentity(trigger)
        .startAt(Date.from(NOON))
        .withSchedule(schedule);
  }

  private void job(String job, TriggerBuilder<?>... triggers) throws SchedulerException {
    Set<Trigger> its = new HashSet<>();
    Arrays.stream(triggers).forEach(trigger -> its.add(trigger.build()));
    scheduler.scheduleJob(detail(job), its, true);
  }

  private int statements(QuartzRunner of) throws Exception {
    of.standings();
    return CountingConnections.during(() -> assertThat(of.standings()).isNotEmpty());
  }

  @Test
  void aLookAsksTheStoreNoMoreForTwoHundredJobsThanForTen() throws Exception {
    QuartzRunner runner = QuartzRunner.of(scheduler);
    jobs(10);
    int few = statements(runner);
    jobs(200);

    assertThat(runner.standings()).hasSize(200);
    assertThat(statements(runner)).isEqualTo(few).isLessThan(40);
  }

  @Test
  void theRowsAreLookedAtByFewStatementsHoweverManyThereAre() throws Exception {
    jobs(200);
    Rows rows =
        new Rows(
            new Tables(new CountingConnections()::getConnection, name, "QRTZ_"),
            new DatabaseClock(Instant::now));

    assertThat(CountingConnections.during(rows::look)).isEqualTo(4);
  }

  /** The triggers of a job, two for each of them, and its state: Quartz asks no less. */
  @Test
  void withoutTheStoreEachTriggerIsAskedForOnce() throws Exception {
    Standings byApi = new Standings(scheduler, "quartz", null);
    jobs(10);
    int ofTen = CountingConnections.during(byApi::all);
    jobs(20);

    assertThat(CountingConnections.during(byApi::all) - ofTen).isEqualTo(10 * 7);
  }

  @Test
  void theStoreTellsOfEveryKindOfTriggerWhatTheSchedulerTells() throws Exception {
    kinds();
    states();
    jobs(12);
    List<JobStanding> told = new Standings(scheduler, "quartz", null).all();
    QuartzRunner runner = QuartzRunner.of(scheduler);

    for (int look = 0; look < 4; look++) {
      assertThat(whole(runner.standings())).containsExactlyInAnyOrderElementsOf(whole(told));
    }
  }

  private static List<String> whole(List<JobStanding> told) {
    return told.stream()
        .map(
            one ->
                one
                    + ", previous "
                    + one.previous()
                    + ", "
                    + one.words()
                    + ", "
                    + one.definition().schedule())
        .toList();
  }

  private void kinds() throws SchedulerException {
    scheduler.addCalendar("weekdays", new WeeklyCalendar(), false, false);
    job("once", made("once", SimpleScheduleBuilder.simpleSchedule()));
    job("five", made("five", SimpleScheduleBuilder.repeatHourlyForTotalCount(5)));
    job(
        "ending",
        made("ending", SimpleScheduleBuilder.repeatHourlyForever())
            .endAt(Date.from(NOON.plus(Duration.ofMinutes(90)))));
    job(
        "cron",
        made(
                "cron",
                CronScheduleBuilder.cronSchedule("0 30 4 ? * MON-FRI")
                    .inTimeZone(TimeZone.getTimeZone("Asia/Kathmandu")))
            .modifiedByCalendar("weekdays"));
    job("monthly", made("monthly", interval().withIntervalInMonths(1)));
    job(
        "months",
        made("months", interval().withIntervalInMonths(1))
            .endAt(Date.from(NOON.plus(Duration.ofDays(20)))));
    job("daily", made("daily", daily()));
    job("thrice", made("thrice", daily().withRepeatCount(2)));
    job("none");
  }

  private static CalendarIntervalScheduleBuilder interval() {
    return CalendarIntervalScheduleBuilder.calendarIntervalSchedule();
  }

  private static DailyTimeIntervalScheduleBuilder daily() {
    return DailyTimeIntervalScheduleBuilder.dailyTimeIntervalSchedule()
        .withIntervalInMinutes(20)
        .onDaysOfTheWeek(DayOfWeek.MONDAY.getValue() + 1, 6)
        .startingDailyAt(TimeOfDay.hourAndMinuteOfDay(8, 30))
        .endingDailyAt(TimeOfDay.hourAndMinuteOfDay(17, 0));
  }

  private void states() throws SchedulerException {
    job("paused", made("paused", interval().withIntervalInDays(1)));
    scheduler.pauseJob(JobKey.jobKey("paused"));
    job("half", made("half", daily()), made("awake", interval().withIntervalInHours(3)));
    scheduler.pauseTrigger(TriggerKey.triggerKey("half"));
    for (String state : List.of("ERROR", "BLOCKED", "ACQUIRED", "COMPLETE", "PAUSED_BLOCKED")) {
      job(state, made(state, interval().withIntervalInDays(1)), made("beside-" + state, daily()));
      set(state, "trigger_state = '" + state + "'");
    }
    job("ours", made("ours", interval().withIntervalInDays(2)));
    scheduler.scheduleJob(
        TriggerBuilder.newTrigger()
            .withIdentity("order", JobNames.OURS)
            .forJob("ours")
            .startAt(Date.from(NOON))
            .build());
  }

  private void set(String trigger, String what) {
    RowScene.database()
        .execute(
            "UPDATE qrtz_triggers SET "
                + what
                + " WHERE sched_name = '"
                + name
                + "' AND trigger_name = '"
                + trigger
                + "'");
  }

  private List<String> stopped(QuartzRunner runner) {
    return runner.standings().stream()
        .filter(standing -> standing.state() == JobStanding.State.STOPPED)
        .map(standing -> standing.definition().id())
        .toList();
  }

  @Test
  void rowsThatMakeNoTriggerAreToldAtTheSecondLookAndHideNoOther() throws Exception {
    jobs(15);
    job("nonsense", made("nonsense", CronScheduleBuilder.dailyAtHourAndMinute(4, 0)));
    job("unit", made("unit", interval().withIntervalInDays(1)));
    job("torn", made("torn", SimpleScheduleBuilder.repeatHourlyForever()));
    String here = " WHERE sched_name = '" + name + "' AND trigger_name = ";
    RowScene.database()
        .execute("UPDATE qrtz_cron_triggers SET cron_expression = 'often'" + here + "'nonsense'");
    RowScene.database()
        .execute("UPDATE qrtz_simprop_triggers SET str_prop_1 = 'MOON'" + here + "'unit'");
    RowScene.database().execute("DELETE FROM qrtz_simple_triggers" + here + "'torn'");
    QuartzRunner runner = QuartzRunner.of(scheduler);
    runner.standings();

    assertThat(runner.standings()).hasSize(18);
    assertThat(stopped(runner)).containsExactlyInAnyOrder("nonsense", "unit", "torn");
  }

  /** Job data is not read with the rows; the scheduler reads it when a job's turn comes. */
  @Test
  void aTriggerWhoseDataCannotBeReadIsToldWhenItsTurnComes() throws Exception {
    jobs(25);
    set("job-7", "job_data = 'torn'::bytea");
    QuartzRunner runner = QuartzRunner.of(scheduler);
    List<String> told = List.of();
    for (int look = 0; look < 8 && told.isEmpty(); look++) {
      told = stopped(runner);
    }

    assertThat(told).containsExactly("job-7");
    assertThat(stopped(runner)).containsExactly("job-7");
    set("job-7", "job_data = NULL");
    assertThat(stopped(runner)).isEmpty();
  }
}
