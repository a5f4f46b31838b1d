package sample;

import static sample.Shop.until;

import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import io.healing.core.Healing;
import java.nio.file.Path;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;

/** The application with virtual threads, for a JDK that has them. */
final class VirtualThreadsProgram {
  private VirtualThreadsProgram() {}

  /** A job that tells where it runs. */
  static class Beat {
    volatile String thread = "";

    @Scheduled(fixedRate = 100)
    void beat() {
      thread = Thread.currentThread().toString();
    }
  }

  /** A job that fails each time; the scheduler counts from the end of its runs. */
  static class Broken {
    @Scheduled(fixedDelay = 50)
    void load() {
      throw new IllegalStateException("no stock for today");
    }
  }

  /** Starts it in the directory that is given. */
  public static void main(String[] args) throws Exception {
    try (Shop shop =
        Shop.started(
            Path.of(args[0]),
            List.of(Beat.class, Broken.class),
            "--spring.threads.virtual.enabled=true")) {
      Healing healing = shop.application().getBean(Healing.class);
      String beat = Beat.class.getName() + ".beat";
      until(() -> !healing.admin().runs(beat).isEmpty());
      until(() -> shop.hasIncident(Shop.JOB));
      JobRun run = healing.admin().runs(beat).get(0);
      System.out.println(
          "seen: " + run.outcome().word() + " on " + shop.application().getBean(Beat.class).thread);
      String broken = Broken.class.getName() + ".load";
      until(() -> failed(healing, broken) >= 3);
      System.out.println("goes on after 3 failed runs, told as silenced: " + silenced(healing));
    }
  }

  private static long failed(Healing healing, String job) {
    return healing.admin().runs(job).stream()
        .filter(run -> run.outcome() == RunOutcome.FAILURE)
        .count();
  }

  private static boolean silenced(Healing healing) {
    return healing.admin().incidents().stream()
        .anyMatch(incident -> incident.findingId().equals("job.silenced"));
  }
}
