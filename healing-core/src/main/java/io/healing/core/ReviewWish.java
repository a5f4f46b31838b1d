package io.healing.core;

import io.healing.api.Subject;

/** A review that somebody wants. */
record ReviewWish(Subject subject, boolean force) {}
