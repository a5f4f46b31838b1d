package io.healing.core.notify;

/**
 * Where a message goes.
 *
 * @param channel the word of the channel
 * @param recipient who gets it, in the channel's own words
 */
public record Address(String channel, String recipient) {}
