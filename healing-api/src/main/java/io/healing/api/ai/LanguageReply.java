package io.healing.api.ai;

import org.jspecify.annotations.Nullable;

/**
 * What a language model answered: untrusted text.
 *
 * @param text the answer
 * @param tokensUsed the tokens of question and answer; 0 when not told
 * @param sessionKey the model's own key of the session, or null
 */
public record LanguageReply(String text, int tokensUsed, @Nullable String sessionKey) {}
