package io.healing.sqlite;

import io.healing.api.act.RecoveryProcedure;
import io.healing.api.store.ProcedureRepository;
import java.time.Instant;
import java.util.List;

final class SqliteProcedures implements ProcedureRepository {
  private final Database database;

  SqliteProcedures(Database database) {
    this.database = database;
  }

  @Override
  public void save(RecoveryProcedure procedure) {
    database.change(
        new Values()
            .set("id", procedure.id())
            .set("error_pattern", procedure.errorPattern())
            .set("procedure_steps", Json.list(procedure.procedureSteps()))
            .set("success_rate", procedure.successRate())
            .set("execution_count", procedure.executionCount())
            .set("last_updated", procedure.lastUpdated())
            .upsert("recovery_procedures", "id"));
  }

  @Override
  public List<RecoveryProcedure> all() {
    return database.list(
        row ->
            new RecoveryProcedure(
                row.text("id"),
                row.text("error_pattern"),
                row.list("procedure_steps"),
                row.real("success_rate"),
                row.count("execution_count"),
                row.time("last_updated", Instant.EPOCH)),
        Sql.of(
            "SELECT * FROM recovery_procedures"
                + " ORDER BY success_rate DESC, execution_count DESC, id"));
  }
}
