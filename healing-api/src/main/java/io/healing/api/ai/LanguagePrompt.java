package io.healing.api.ai;

/**
 * What a language model is asked, redacted.
 *
 * @param instruction what to answer and in which form
 * @param material what to look at
 */
public record LanguagePrompt(String instruction, String material) {}
