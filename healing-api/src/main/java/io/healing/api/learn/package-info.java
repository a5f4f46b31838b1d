/** How well it went: effectiveness, insights, what would have been, the state of the whole. */
package io.healing.api.learn;
