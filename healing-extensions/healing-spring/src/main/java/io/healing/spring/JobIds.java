package io.healing.spring;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ids of scheduled methods: Spring's own name of the task, without what changes by chance, and
 * behind {@link #OF} the name of the bean where several have the same method.
 */
final class JobIds {
  private static final Pattern LAMBDA = Pattern.compile("^([\\w.$]+?)\\$\\$Lambda.*$");
  private static final Pattern PROXY = Pattern.compile("\\$\\$[A-Za-z]+CGLIB\\$\\$[0-9a-f]*");
  private static final Pattern OBJECT = Pattern.compile("^([\\w.$]+)@[0-9a-f]+$");

  /** Stands before what tells two jobs of one name apart. */
  static final String OF = "@";

  private JobIds() {}

  /** The id of a task, such as {@code com.acme.Reports.nightly}. */
  static String id(Runnable task) {
    String name = PROXY.matcher(task.toString()).replaceAll("");
    Matcher lambda = LAMBDA.matcher(name);
    if (lambda.matches()) {
      return lambda.group(1) + ".lambda";
    }
    Matcher object = OBJECT.matcher(name);
    return object.matches() ? object.group(1) : name.replace("()", "");
  }

  /** The id of a task that is one of several, such as {@code com.acme.Importer.load@orders}. */
  static String of(String id, String bean) {
    return id + OF + bean.replaceAll("[^\\w.$-]", "-");
  }

  /** The name for people: class and method without the package. */
  static String name(String id) {
    int end = id.indexOf(OF);
    int method = id.lastIndexOf('.', end < 0 ? id.length() : end);
    return id.substring(id.lastIndexOf('.', method - 1) + 1);
  }
}
