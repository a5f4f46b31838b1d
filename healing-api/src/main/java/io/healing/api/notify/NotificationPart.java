package io.healing.api.notify;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import java.time.Instant;

/**
 * One of the messages that a notification holds, redacted.
 *
 * @param kind what it is about
 * @param subject whom it concerns
 * @param severity how urgent it is; medium where no incident says it
 * @param incident the id of the incident that it is about, or empty for none
 * @param title one line
 * @param body the rest, several lines: what, why, evidence, what happens next, how to stop it
 * @param at when it happened
 */
public record NotificationPart(
    NotificationKind kind,
    Subject subject,
    ErrorSeverity severity,
    String incident,
    String title,
    String body,
    Instant at) {}
