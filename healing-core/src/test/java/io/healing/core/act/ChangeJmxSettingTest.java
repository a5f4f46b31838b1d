package io.healing.core.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.review.SuggestionSeverity;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import javax.management.ObjectName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeJmxSettingTest {
  @TempDir Path home;
  private Workplace place;

  @BeforeEach
  void openTheWorkplace() {
    place = new Workplace(home);
    place.withTools();
  }

  /** What a program shows through JMX. */
  public interface CacheMBean {
    /** Entries at most. */
    int getMostEntries();

    /** Changes it. */
    void setMostEntries(int most);

    /** Entries now. */
    long getEntries();
  }

  /** A cache with a bound. */
  public static final class Cache implements CacheMBean {
    private volatile int most = 100;

    @Override
    public int getMostEntries() {
      return most;
    }

    @Override
    public void setMostEntries(int most) {
      this.most = most;
    }

    @Override
    public long getEntries() {
      return 7;
    }
  }

  @Test
  void aJmxAttributeIsChangedAndPutBack() throws Exception {
    ObjectName name = new ObjectName("acme:type=Cache,name=a#b");
    Cache cache = new Cache();
    ManagementFactory.getPlatformMBeanServer().registerMBean(cache, name);
    try {
      ActionRequest wish =
          ActionRequest.of(ActionType.INCREASE_RESOURCES, new Target("jmx", name + "#MostEntries"))
              .with("factor", "1.5");
      ActionPlan plan = place.plan(wish);
      assertThat(plan.summary())
          .isEqualTo("Change MostEntries of acme:name=a#b,type=Cache from 100 to 150");
      assertThat(plan.risk()).as("nobody gave it bounds").isEqualTo(SuggestionSeverity.MEDIUM);
      Applied applied = place.apply(wish);
      assertThat(cache.getMostEntries()).isEqualTo(150);
      place.acting().undo(applied.entry().row().id(), "ann", false);
      assertThat(cache.getMostEntries()).isEqualTo(100);
      assertThatThrownBy(() -> place.plan(jmx(name + "#Entries")))
          .hasMessageContaining("read only");
      assertThatThrownBy(() -> place.plan(jmx(name + "#Wrong")))
          .hasMessageContaining("has no attribute Wrong");
    } finally {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
    }
  }

  private static ActionRequest jmx(String name) {
    return ActionRequest.of(ActionType.SCALE_RESOURCES, new Target("jmx", name)).with("value", "8");
  }

  @Test
  void aJmxNameThatIsNoneIsRefused() {
    assertThatThrownBy(() -> place.plan(jmx("nonsense#A"))).hasMessageContaining("is no JMX name");
    assertThatThrownBy(() -> place.plan(jmx("acme:type=None#A")))
        .hasMessageContaining("cannot be looked at");
    assertThatThrownBy(() -> place.plan(jmx("acme:type=None")))
        .hasMessageContaining("names no attribute");
  }
}
