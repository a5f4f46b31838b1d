package io.healing.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What README shows of a broken folder is what a newcomer sees: its files are written, its commands
 * run, its answers compared. With {@code -Dhealing.readme.write=true} the answers are written into
 * README instead.
 */
class ReadmeDoctorTest {
  private static final Path README = Path.of("../../README.md");
  private static final String FROM = "## A broken folder, healed\n";
  private static final String TO = "## Why you can trust it with your jobs\n";
  private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```\\n", Pattern.DOTALL);
  private static final Pattern SQLITE = Pattern.compile("sqlite3 (\\S+) \"(.*)\"");

  @TempDir Path home;
  private Path folder;
  private int lastCode;

  @Test
  void theAnswersInReadmeAreTheAnswersOfTheCommands() throws Exception {
    folder = Files.createDirectory(home.toRealPath().resolve("shop"));
    String readme = Files.readString(README);
    int from = readme.indexOf(FROM);
    int to = readme.indexOf(TO);
    String section = readme.substring(from, to);

    String played = played(section);

    if (Boolean.getBoolean("healing.readme.write")) {
      Files.writeString(README, readme.substring(0, from) + played + readme.substring(to));
    }
    assertThat(section).isEqualTo(played);
    assertThat(section).contains("$ healing doctor --fix\n", "$ healing rollback a5");
  }

  private String played(String section) throws Exception {
    Matcher blocks = BLOCK.matcher(section);
    StringBuilder played = new StringBuilder();
    while (blocks.find()) {
      String block = "```" + blocks.group(1) + "\n" + played(blocks) + "```\n";
      blocks.appendReplacement(played, Matcher.quoteReplacement(block));
    }
    return blocks.appendTail(played).toString();
  }

  private String played(Matcher block) throws Exception {
    String text = block.group(2);
    switch (block.group(1)) {
      case "yaml" -> Files.writeString(folder.resolve("healing.yaml"), text);
      case "sql" -> Files.writeString(folder.resolve("schema.sql"), text);
      case "properties" -> Files.writeString(folder.resolve(".env.example"), text);
      case "console" -> {
        return console(text);
      }
      default -> {
        return text;
      }
    }
    return text;
  }

  private String console(String text) throws Exception {
    List<String> said = new ArrayList<>();
    for (String line : text.lines().filter(l -> l.startsWith("$ ")).toList()) {
      said.add(line);
      said.addAll(answer(line.substring(2)));
    }
    return String.join("\n", said) + "\n";
  }

  private List<String> answer(String command) throws Exception {
    Matcher sqlite = SQLITE.matcher(command);
    if (sqlite.matches()) {
      execute(folder.resolve(sqlite.group(1)), sqlite.group(2));
      return List.of();
    }
    if (command.equals("echo $?")) {
      return List.of(Integer.toString(lastCode));
    }
    Call call = Call.shell(folder, command.replaceFirst("^healing", "\\$healing"));
    lastCode = call.code();
    String bytes = call.out() + call.err();
    return new String(bytes.getBytes(ISO_8859_1), UTF_8)
        .lines()
        .map(line -> line.replace(folder.toString(), "/home/ann/shop"))
        .map(line -> line.replaceAll("Java [0-9.]+", "Java 17.0.15"))
        .toList();
  }

  private static void execute(Path database, String sql) throws SQLException, IOException {
    assertThat(database).exists();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
