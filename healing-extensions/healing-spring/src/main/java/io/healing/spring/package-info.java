/** Joins the scheduled methods of a Spring application, and takes its beans as plug-ins. */
package io.healing.spring;
