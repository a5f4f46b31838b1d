/** Language models: optional, advisory, off by default. */
package io.healing.api.ai;
