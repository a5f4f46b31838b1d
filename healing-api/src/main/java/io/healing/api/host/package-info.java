/** What a program hands over of itself to be watched and changed. */
@org.jspecify.annotations.NullMarked
package io.healing.api.host;
