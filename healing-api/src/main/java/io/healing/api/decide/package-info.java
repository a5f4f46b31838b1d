/** What is to be done now, and why something is not. */
package io.healing.api.decide;
