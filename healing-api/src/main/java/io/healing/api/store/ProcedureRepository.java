package io.healing.api.store;

import io.healing.api.act.RecoveryProcedure;
import java.util.List;

/** Procedures with their measured effectiveness. */
public interface ProcedureRepository {
  /** Keeps a procedure, new or changed. */
  void save(RecoveryProcedure procedure);

  /** All of them, the best first. */
  List<RecoveryProcedure> all();
}
