package io.healing.api.notify;

import io.healing.api.Subject;
import java.time.Instant;

/**
 * Something to tell a person, redacted.
 *
 * @param kind what it is about
 * @param subject whom it concerns
 * @param title one line
 * @param body the rest, several lines; may be empty
 * @param recipient who should get it, in the channel's own words
 * @param at when it happened
 */
public record Notification(
    NotificationKind kind,
    Subject subject,
    String title,
    String body,
    String recipient,
    Instant at) {}
