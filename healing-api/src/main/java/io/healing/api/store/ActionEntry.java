package io.healing.api.store;

import io.healing.api.act.HealingAction;

/**
 * An action as it is stored.
 *
 * @param row the row
 * @param detail what we keep beside it
 */
public record ActionEntry(HealingAction row, ActionDetail detail) {}
