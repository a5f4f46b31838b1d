/** Says how a database file differs from its declared schema, and adds what is missing. */
@org.jspecify.annotations.NullMarked
package io.healing.sqlite.schema;
