package io.healing.api.review;

/**
 * What a review reads. What is switched off is neither collected nor shown to an analyzer.
 *
 * @param analyzeLogs the job's logs; default true
 * @param analyzeRuns the job's past runs; default true
 * @param analyzeAiSessions the sessions that the job held with a language model; default true
 * @param analyzeSla how well the job keeps its service level; default true
 * @param analyzeWorkflows the jobs that run before and after it; default true
 * @param analyzeScript the job's script; default true
 * @param analyzePrompt the prompt that the job gives to a language model; default true
 * @param analyzeConfig the job's configuration; default true
 */
public record ReviewScopeConfig(
    boolean analyzeLogs,
    boolean analyzeRuns,
    boolean analyzeAiSessions,
    boolean analyzeSla,
    boolean analyzeWorkflows,
    boolean analyzeScript,
    boolean analyzePrompt,
    boolean analyzeConfig) {

  /**
   * Everything is read.
   *
   * @return the defaults
   */
  public static ReviewScopeConfig defaults() {
    return new ReviewScopeConfig(true, true, true, true, true, true, true, true);
  }
}
