package io.healing.examples;

import io.healing.api.environment.DoctorEntry;
import io.healing.api.environment.DoctorReport;
import io.healing.api.environment.StartGate;
import io.healing.core.EnvironmentDoctor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** An application that starts through the doctor: what it needs and can be made is made first. */
public class StartThroughDoctorMain {
  public static void main(String[] args) throws IOException, SQLException {
    Path home = Files.createDirectories(Path.of("target/start-through-doctor")).toAbsolutePath();
    declare(home);
    say(EnvironmentDoctor.of(home.resolve("healing.yaml")).check());

    EnvironmentDoctor doctor = EnvironmentDoctor.of(home.resolve("healing.yaml"));
    DoctorReport report = doctor.pass(StartGate.HEAL);

    report
        .entries()
        .forEach(entry -> entry.changes().forEach(c -> System.out.println("made: " + c)));
    try (var orders = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("data/orders.db"));
        var rows = orders.createStatement().executeQuery("SELECT count(*) FROM orders")) {
      System.out.println("The application starts, and finds " + rows.getInt(1) + " orders");
    }
  }

  private static void say(DoctorReport found) {
    found.entries().stream()
        .filter(DoctorEntry::left)
        .forEach(entry -> System.out.println(entry.message()));
  }

  private static void declare(Path home) throws IOException {
    Files.writeString(
        home.resolve("healing.yaml"),
        """
        environment:
          java: { min_version: 17 }
          directories: [data]
          databases:
            - { path: data/orders.db, schema: schema.sql, create: true }
        """);
    Files.writeString(
        home.resolve("schema.sql"),
        "CREATE TABLE IF NOT EXISTS orders (id INTEGER PRIMARY KEY, at DATETIME NOT NULL);");
  }
}
