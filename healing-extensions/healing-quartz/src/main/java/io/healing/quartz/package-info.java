/**
 * Joins a Quartz scheduler: its jobs are observed, known with their next start, and take orders.
 */
package io.healing.quartz;
