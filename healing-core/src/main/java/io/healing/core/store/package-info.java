/** A store in memory, for tests and for programs that only want to watch. */
package io.healing.core.store;
