/** Joins a db-scheduler: its runs are told, its tasks known, and they take orders. */
@org.jspecify.annotations.NullMarked
package io.healing.dbscheduler;
