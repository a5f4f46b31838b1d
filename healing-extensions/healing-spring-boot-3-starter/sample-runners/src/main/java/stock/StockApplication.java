package stock;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Keeps the stock of a shop, with tasks of db-scheduler and jobs of JobRunr. */
@SpringBootApplication
public class StockApplication {
  /** Starts it. */
  public static void main(String[] args) {
    SpringApplication.run(StockApplication.class, args);
  }
}
