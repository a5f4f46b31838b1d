package stock;

import org.jobrunr.jobs.annotations.Job;
import org.jobrunr.jobs.annotations.Recurring;
import org.springframework.stereotype.Component;

/** Orders what is missing; a recurring job of JobRunr. */
@Component
public class Orders {
  /** Sends the orders of the day. */
  @Recurring(id = "send-orders", interval = "PT5S")
  @Job(retries = 0)
  public void send() {
    throw new IllegalStateException("the wholesaler does not answer");
  }
}
