package sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Loads the prices again and again; without the file of today it fails. */
@Component
public class Prices {
  private final Path today;

  Prices(@Value("${prices.today}") Path today) {
    this.today = today;
  }

  @Scheduled(fixedRateString = "${prices.every:1m}")
  void load() throws IOException {
    if (!Files.exists(today)) {
      throw new IllegalStateException("no prices for today");
    }
    for (String price : Files.readAllLines(today)) {
      Double.parseDouble(price);
    }
  }

  @Scheduled(cron = "0 0 3 * * *")
  void cleanUp() {}
}
