package io.healing.api.ai;

import io.healing.api.Plugin;

/** A language model. Optional, advisory and off by default. */
public interface LanguageModel extends Plugin {
  /** Asks; throws when there is no answer. Called from a thread of the checks lane. */
  LanguageReply ask(LanguagePrompt prompt);
}
