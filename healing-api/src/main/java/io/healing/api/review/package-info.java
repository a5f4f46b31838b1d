/** Passes of analysis and what they suggest, with their configuration. */
package io.healing.api.review;
