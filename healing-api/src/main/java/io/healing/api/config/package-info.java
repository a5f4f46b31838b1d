/** The whole configuration, and that of one job. */
package io.healing.api.config;
