/** Words that every step uses: subjects, targets, requests, plug-ins. */
package io.healing.api;
