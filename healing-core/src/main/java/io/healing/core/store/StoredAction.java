package io.healing.core.store;

import io.healing.api.store.ActionEntry;
import org.jspecify.annotations.Nullable;

/** An action with the finding behind it, which outlives the incident. */
record StoredAction(ActionEntry entry, @Nullable String findingId) {}
