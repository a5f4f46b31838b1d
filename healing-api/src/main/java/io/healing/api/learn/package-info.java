/** How well it went: effectiveness and the state of the whole. */
package io.healing.api.learn;
