/** Jobs and their runs: what a runner tells, and how it is told to run them. */
package io.healing.api.job;
