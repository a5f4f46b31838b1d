package io.healing.api.store;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link HealingStore} must do. A test of a store extends this class and says how the
 * store is opened; it then runs the contract of every repository.
 */
public abstract class HealingStoreContract {

  /** Opens the store in this directory; a durable one with all that it held before. */
  protected abstract HealingStore open(Path directory);

  /** Whether what is committed is there again after the store was closed and opened. */
  protected boolean durable() {
    return true;
  }

  @Nested
  class Runs extends RunContract {
    @Override
    protected HealingStore open(Path directory) {
      return HealingStoreContract.this.open(directory);
    }

    @Override
    protected boolean durable() {
      return HealingStoreContract.this.durable();
    }
  }

  @Nested
  class Incidents extends IncidentContract {
    @Override
    protected HealingStore open(Path directory) {
      return HealingStoreContract.this.open(directory);
    }

    @Override
    protected boolean durable() {
      return HealingStoreContract.this.durable();
    }
  }

  @Nested
  class Reviews extends ReviewContract {
    @Override
    protected HealingStore open(Path directory) {
      return HealingStoreContract.this.open(directory);
    }

    @Override
    protected boolean durable() {
      return HealingStoreContract.this.durable();
    }
  }

  @Nested
  class Suggestions extends SuggestionContract {
    @Override
    protected HealingStore open(Path directory) {
      return HealingStoreContract.this.open(directory);
    }

    @Override
    protected boolean durable() {
      return HealingStoreContract.this.durable();
    }
  }

  @Nested
  class Actions extends ActionContract {
    @Override
    protected HealingStore open(Path directory) {
      return HealingStoreContract.this.open(directory);
    }

    @Override
    protected boolean durable() {
      return HealingStoreContract.this.durable();
    }
  }

  @Nested
  class Intents extends JournalContract {
    @Override
    protected HealingStore open(Path directory) {
      return HealingStoreContract.this.open(directory);
    }

    @Override
    protected boolean durable() {
      return HealingStoreContract.this.durable();
    }
  }

  @Nested
  class Keyed extends KeyedContract {
    @Override
    protected HealingStore open(Path directory) {
      return HealingStoreContract.this.open(directory);
    }

    @Override
    protected boolean durable() {
      return HealingStoreContract.this.durable();
    }
  }

  @Nested
  class Histories extends HistoryContract {
    @Override
    protected HealingStore open(Path directory) {
      return HealingStoreContract.this.open(directory);
    }

    @Override
    protected boolean durable() {
      return HealingStoreContract.this.durable();
    }
  }

  @Nested
  class Instances extends InstanceContract {
    @Override
    protected HealingStore open(Path directory) {
      return HealingStoreContract.this.open(directory);
    }

    @Override
    protected boolean durable() {
      return HealingStoreContract.this.durable();
    }
  }

  @Nested
  class Transactions extends TransactionContract {
    @Override
    protected HealingStore open(Path directory) {
      return HealingStoreContract.this.open(directory);
    }

    @Override
    protected boolean durable() {
      return HealingStoreContract.this.durable();
    }
  }

  @Nested
  class Forgetting extends ForgetContract {
    @Override
    protected HealingStore open(Path directory) {
      return HealingStoreContract.this.open(directory);
    }

    @Override
    protected boolean durable() {
      return HealingStoreContract.this.durable();
    }
  }
}
