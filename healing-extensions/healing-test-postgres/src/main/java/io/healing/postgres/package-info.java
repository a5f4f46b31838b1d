/** A real PostgreSQL for tests. */
package io.healing.postgres;
