/** What a program's environment must have, and what the doctor reports of it. */
package io.healing.api.environment;
