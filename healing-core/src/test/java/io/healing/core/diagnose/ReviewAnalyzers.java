package io.healing.core.diagnose;

import io.healing.api.diagnose.Analyzer;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.JobRun;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;

/** Asks one analyzer in a review. */
abstract class ReviewAnalyzers {
  @TempDir Path dir;

  final TestRequest request = TestRequest.review();

  List<String> titles(Analyzer analyzer) {
    return analyzer.analyze(request).proposals().stream().map(Proposal::title).toList();
  }

  /** Runs an hour apart, newest first; the function is given 0 for the oldest. */
  void runs(int count, Function<Integer, JobRun> run) {
    for (int i = count - 1; i >= 0; i--) {
      request.runs.add(run.apply(i));
    }
  }
}
