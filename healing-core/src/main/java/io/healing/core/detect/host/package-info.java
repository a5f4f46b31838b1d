/** The monitors of the host: the machine, the JVM, and what the program handed over of itself. */
@org.jspecify.annotations.NullMarked
package io.healing.core.detect.host;
