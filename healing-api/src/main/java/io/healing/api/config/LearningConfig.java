package io.healing.api.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * What is learned and how sure is sure enough.
 *
 * @param effectivenessTracking whether the measured effectiveness of an action ranks the proposals;
 *     default true
 * @param patternRecognition whether success factors and failure causes are looked for in what was
 *     done; default true
 * @param continuousImprovement whether Healing reviews itself and proposes other settings; default
 *     true
 * @param learningRate how much the newest outcome weighs in a success rate, above 0 to 1; default
 *     0.1
 * @param minSamplesForLearning below so many outcomes no order changes, 1 to 10,000; default 10
 * @param confidenceThreshold the least confidence for acting alone, 0 to 1; default 0.8
 * @param explorationFloor the least share of its first rank that a procedure keeps however badly it
 *     did, 0 to 1; default 0.05
 */
public record LearningConfig(
    boolean effectivenessTracking,
    boolean patternRecognition,
    boolean continuousImprovement,
    @Min(0) @Max(1) double learningRate,
    @Min(1) @Max(10_000) int minSamplesForLearning,
    @Min(0) @Max(1) double confidenceThreshold,
    @Min(0) @Max(1) double explorationFloor) {
  /** All on, rate 0.1, 10 samples, threshold 0.8, floor 0.05. */
  public static LearningConfig defaults() {
    return new LearningConfig(true, true, true, 0.1, 10, 0.8, 0.05);
  }

  /** With another least confidence for acting alone. */
  public LearningConfig withConfidenceThreshold(double least) {
    return new LearningConfig(
        effectivenessTracking,
        patternRecognition,
        continuousImprovement,
        learningRate,
        minSamplesForLearning,
        least,
        explorationFloor);
  }

  /** With measured effectiveness ranking the proposals, or not. */
  public LearningConfig withEffectivenessTracking(boolean on) {
    return new LearningConfig(
        on,
        patternRecognition,
        continuousImprovement,
        learningRate,
        minSamplesForLearning,
        confidenceThreshold,
        explorationFloor);
  }

  /** With patterns looked for in what was done, or not. */
  public LearningConfig withPatternRecognition(boolean on) {
    return new LearningConfig(
        effectivenessTracking,
        on,
        continuousImprovement,
        learningRate,
        minSamplesForLearning,
        confidenceThreshold,
        explorationFloor);
  }

  /** With Healing reviewing itself, or not. */
  public LearningConfig withContinuousImprovement(boolean on) {
    return new LearningConfig(
        effectivenessTracking,
        patternRecognition,
        on,
        learningRate,
        minSamplesForLearning,
        confidenceThreshold,
        explorationFloor);
  }

  /** With another weight of the newest outcome. */
  public LearningConfig withLearningRate(double weight) {
    return new LearningConfig(
        effectivenessTracking,
        patternRecognition,
        continuousImprovement,
        weight,
        minSamplesForLearning,
        confidenceThreshold,
        explorationFloor);
  }

  /** With another number of outcomes below which no order changes. */
  public LearningConfig withMinSamplesForLearning(int samples) {
    return new LearningConfig(
        effectivenessTracking,
        patternRecognition,
        continuousImprovement,
        learningRate,
        samples,
        confidenceThreshold,
        explorationFloor);
  }

  /** With another share that a procedure keeps however badly it did. */
  public LearningConfig withExplorationFloor(double share) {
    return new LearningConfig(
        effectivenessTracking,
        patternRecognition,
        continuousImprovement,
        learningRate,
        minSamplesForLearning,
        confidenceThreshold,
        share);
  }
}
