/** Changes to the world: planned, made, verified and taken back. */
package io.healing.api.act;
