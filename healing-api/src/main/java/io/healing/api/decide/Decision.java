package io.healing.api.decide;

import java.time.Duration;
import java.util.Optional;

/** What is to be done about a suggestion or an incident now. */
public sealed interface Decision {

  /** The word that is stored. */
  String word();

  /** Why it is not "do it"; empty for {@link Heal}. */
  Optional<BlockReason> reason();

  /** The values behind the reason, in words; may be empty. */
  String detail();

  /**
   * The reason as a half-sentence with its values, as in {@code the last attempt is too recent
   * (…)}.
   */
  default String words() {
    String why = reason().map(BlockReason::sentence).orElse("not now");
    return detail().isEmpty() ? why : why + " (" + detail() + ")";
  }

  /** Do it. */
  record Heal(String detail) implements Decision {
    @Override
    public String word() {
      return "heal";
    }

    @Override
    public Optional<BlockReason> reason() {
      return Optional.empty();
    }
  }

  /**
   * Not now; look again.
   *
   * @param after how long to wait
   */
  record CheckAgain(Duration after, BlockReason why, String detail) implements Decision {
    @Override
    public String word() {
      return "check_again";
    }

    @Override
    public Optional<BlockReason> reason() {
      return Optional.of(why);
    }
  }

  /** Only a person may allow it. */
  record AskApproval(BlockReason why, String detail) implements Decision {
    @Override
    public String word() {
      return "ask_approval";
    }

    @Override
    public Optional<BlockReason> reason() {
      return Optional.of(why);
    }
  }

  /** A person must take over. */
  record Escalate(BlockReason why, String detail) implements Decision {
    @Override
    public String word() {
      return "escalate";
    }

    @Override
    public Optional<BlockReason> reason() {
      return Optional.of(why);
    }
  }

  /** Nothing is to be done. */
  record Ignore(BlockReason why, String detail) implements Decision {
    @Override
    public String word() {
      return "ignore";
    }

    @Override
    public Optional<BlockReason> reason() {
      return Optional.of(why);
    }
  }
}
