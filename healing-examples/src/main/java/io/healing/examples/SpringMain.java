package io.healing.examples;

import io.healing.core.Healing;
import io.healing.spring.EnableHealing;
import io.healing.spring.HealingSettings;
import java.nio.file.Path;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** The scheduled methods of a Spring application are joined by one annotation. */
@EnableHealing
@EnableScheduling
public class SpringMain {
  private static final String JOB = "io.healing.examples.SpringMain.prices";

  @Bean
  HealingSettings healingSettings() {
    return HealingSettings.defaults().withStore(Path.of("target/spring/healing.db"));
  }

  @Scheduled(fixedRate = 100)
  void prices() {
    System.out.println("The method runs in " + Thread.currentThread().getName());
  }

  public static void main(String[] args) {
    try (var application = new AnnotationConfigApplicationContext(SpringMain.class)) {
      var admin = application.getBean(Healing.class).admin();
      while (admin.runs(JOB).isEmpty()) {
        Thread.onSpinWait();
      }
      System.out.println("Healing saw: " + admin.runs(JOB).get(0).outcome().word());
    }
  }
}
