/** Channels to people. */
package io.healing.api.notify;
