/** What the environment must have: the checks that come with Healing. */
@NullMarked
package io.healing.core.environment;

import org.jspecify.annotations.NullMarked;
