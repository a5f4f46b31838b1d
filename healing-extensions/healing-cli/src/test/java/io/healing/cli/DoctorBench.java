package io.healing.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/**
 * Measures what {@code healing doctor} costs on a healthy folder with five databases of fifty
 * tables each, of a process that only opens them with the same driver. Run by hand: {@code java -cp
 * CLASSES io.healing.cli.DoctorBench JAR DRIVER-JAR ROUNDS}.
 */
final class DoctorBench {
  private DoctorBench() {}

  /** The process that only opens the databases, all files it is given. */
  static final class Bare {
    private Bare() {}

    public static void main(String[] databases) throws SQLException {
      for (String database : databases) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
            Statement statement = connection.createStatement();
            ResultSet rows = statement.executeQuery("SELECT count(*) FROM sqlite_master")) {
          rows.next();
        }
      }
    }
  }

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("doctor");
    StringBuilder yaml = new StringBuilder("environment:\n  directories: [.]\n  databases:\n");
    List<String> bare = bare(args[1]);
    for (int i = 0; i < 5; i++) {
      bare.add(database(folder, i));
      yaml.append("    - { path: d")
          .append(i)
          .append(".db, schema: d")
          .append(i)
          .append(".sql }\n");
    }
    Files.writeString(folder.resolve("healing.yaml"), yaml);
    List<String> doctor = List.of("java", "-jar", args[0], "doctor", "--quiet");
    int rounds = Integer.parseInt(args[2]);
    double[] ratios = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      long ours = time(folder, doctor);
      ratios[round] = (double) ours / time(folder, bare);
    }
    Arrays.sort(ratios);
    System.out.printf("median %.2f of %s%n", ratios[rounds / 2], Arrays.toString(ratios));
  }

  private static List<String> bare(String driver) {
    String classPath = System.getProperty("java.class.path") + File.pathSeparator + driver;
    return new java.util.ArrayList<>(List.of("java", "-cp", classPath, Bare.class.getName()));
  }

  private static String database(Path folder, int number) throws IOException, SQLException {
    Path file = folder.resolve("d" + number + ".db");
    StringBuilder ddl = new StringBuilder();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (int table = 0; table < 50; table++) {
        String sql =
            "CREATE TABLE t"
                + table
                + " (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT '',"
                + " at DATETIME DEFAULT CURRENT_TIMESTAMP, owner INTEGER, note TEXT)";
        String index = "CREATE INDEX i" + table + " ON t" + table + " (owner, at)";
        ddl.append(sql).append(";\n").append(index).append(";\n");
        statement.executeUpdate(sql);
        statement.executeUpdate(index);
      }
    }
    Files.writeString(folder.resolve("d" + number + ".sql"), ddl);
    return file.toString();
  }

  private static long time(Path folder, List<String> command) throws Exception {
    long began = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command + " ended with " + process.exitValue());
    }
    return System.nanoTime() - began;
  }
}
