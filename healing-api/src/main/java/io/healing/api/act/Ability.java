package io.healing.api.act;

import io.healing.api.ActionType;

/**
 * What a remediator can do: one type of action on one kind of target. A pair declared by two
 * remediators refuses to start.
 *
 * @param type the type of action
 * @param scheme the scheme of the target
 * @param undo whether it can be taken back; a single plan may say less, never more
 */
public record Ability(ActionType type, String scheme, Undo undo) {}
