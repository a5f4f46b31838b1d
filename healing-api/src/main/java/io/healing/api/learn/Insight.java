package io.healing.api.learn;

/**
 * One thing that was seen in what was done.
 *
 * @param name its word, such as {@code first_attempt_success} or {@code timeout_error}; of an
 *     opportunity what could be better: the word of an action or of a failure cause
 * @param count how often it was seen
 * @param of among how many
 * @param words a sentence with the figures, for a person
 */
public record Insight(String name, int count, int of, String words) {}
