package io.healing.api;

/**
 * What kind of change an action makes. The word is open: the constants are ours, a plug-in adds its
 * own as {@code vendor.word}.
 *
 * @param word lower-case letters, digits, underscores; a plug-in's word has a dot
 */
public record ActionType(String word) {
  /** Changes a job's script. */
  public static final ActionType EDIT_SCRIPT = new ActionType("edit_script");

  /** Changes a job's prompt. */
  public static final ActionType EDIT_PROMPT = new ActionType("edit_prompt");

  /** Changes a job's configuration file. */
  public static final ActionType EDIT_CONFIG = new ActionType("edit_config");

  /** Runs one of the allowed commands. */
  public static final ActionType RUN_COMMAND = new ActionType("run_command");

  /** Makes a job run: now, after an interrupt, or by a new schedule entry. */
  public static final ActionType RESTART_JOB = new ActionType("restart_job");

  /** Restarts a service. */
  public static final ActionType RESTART_SERVICE = new ActionType("restart_service");

  /** Scales a resource. */
  public static final ActionType SCALE_RESOURCES = new ActionType("scale_resources");

  /** Takes a deployment back. */
  public static final ActionType ROLLBACK_DEPLOYMENT = new ActionType("rollback_deployment");

  /** Gives more of a resource. */
  public static final ActionType INCREASE_RESOURCES = new ActionType("increase_resources");

  /** Changes a time limit. */
  public static final ActionType ADJUST_TIMEOUT = new ActionType("adjust_timeout");

  /** Switches further observation on. */
  public static final ActionType ENABLE_MONITORING = new ActionType("enable_monitoring");

  /** Looks again, and changes nothing. */
  public static final ActionType HEALTH_CHECK = new ActionType("health_check");

  /** Makes a missing directory. */
  public static final ActionType CREATE_DIRECTORY = new ActionType("create_directory");

  /** Makes a missing file. */
  public static final ActionType CREATE_FILE = new ActionType("create_file");

  /** Makes a database that is missing, with its whole schema. */
  public static final ActionType CREATE_DATABASE = new ActionType("create_database");

  /** Adds a table to a database. */
  public static final ActionType CREATE_TABLE = new ActionType("create_table");

  /** Adds a column to a table. */
  public static final ActionType ADD_COLUMN = new ActionType("add_column");

  /** Adds an index to a table. */
  public static final ActionType CREATE_INDEX = new ActionType("create_index");

  /** Puts a job aside until it is resumed. */
  public static final ActionType PAUSE_JOB = new ActionType("pause_job");

  /** Lets a job go on after a pause. */
  public static final ActionType RESUME_JOB = new ActionType("resume_job");

  /** Takes a trigger of a job runner out of a state in which it never fires. */
  public static final ActionType RESET_TRIGGER = new ActionType("reset_trigger");

  /** Changes a row in a job runner's own store. */
  public static final ActionType UPDATE_ROW = new ActionType("update_row");

  /** Puts a failed job of a job runner's queue into the queue again. */
  public static final ActionType REQUEUE_JOB = new ActionType("requeue_job");

  /** Checks the word. */
  public ActionType {
    if (!word.matches("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*")) {
      throw new IllegalArgumentException(
          "An action type is a word such as edit_config or vendor.word, but is \"" + word + "\"");
    }
  }

  /** Whether it makes a job run that has run before: {@link #RESTART_JOB}, {@link #REQUEUE_JOB}. */
  public boolean runsJobAgain() {
    return equals(RESTART_JOB) || equals(REQUEUE_JOB);
  }

  @Override
  public String toString() {
    return word;
  }
}
