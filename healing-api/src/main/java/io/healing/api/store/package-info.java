/** Where everything is kept. */
package io.healing.api.store;
