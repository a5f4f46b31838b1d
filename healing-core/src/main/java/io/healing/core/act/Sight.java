package io.healing.core.act;

/**
 * What a person saw where nobody could tell.
 *
 * @param made whether the change is in place
 * @param by the person who looked
 */
record Sight(boolean made, String by) {
  String words() {
    return by + " looked: the change is " + (made ? "" : "not ") + "in place";
  }
}
