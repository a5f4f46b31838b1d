/** What is wrong now: findings, observations, incidents, and monitors that see them. */
package io.healing.api.detect;
