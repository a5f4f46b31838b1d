package io.healing.core.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Target;
import io.healing.api.detect.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints and packages: real sockets, real processes. */
@Timeout(60)
class OutsideChecksTest {
  @TempDir Path base;

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "[::1]", "localhost"})
  void aServerThatAcceptsIsWellAndOneThatDoesNotIsTold(String host) throws IOException {
    EndpointsCheck check = new EndpointsCheck();
    int port;
    String address = host.replaceAll("[\\[\\]]", "");
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName(address))) {
      port = server.getLocalPort();
      Yard open = Yard.of(base, "endpoints: [\"" + host + ":" + port + "\"]");
      assertThat(open.well(check).values())
          .containsExactly(host + ":" + port + " accepts a connection");
    }
    Yard closed = Yard.of(base, "endpoints: [\"" + host + ":" + port + "\"]");
    assertThat(closed.findings(check))
        .singleElement()
        .asString()
        .startsWith("medium endpoint_unreachable endpoint/" + host + ":" + port);
    assertThat(check.mends(closed.only(check), closed)).isEmpty();
  }

  @Test
  void anUnknownNameIsTold() {
    Yard yard = Yard.of(base, "endpoints: [{ address: \"no-such-host.invalid:1\", level: error }]");
    assertThat(yard.findings(new EndpointsCheck()))
        .containsExactly(
            "high endpoint_unreachable endpoint/no-such-host.invalid:1:"
                + " no-such-host.invalid:1 accepts no connection: nobody knows the name");
  }

  private PackagesCheck packages() {
    return new PackagesCheck(Programs.ofSystem(), new Asking(Duration.ofSeconds(20)));
  }

  private Yard frontend(String script, String install) {
    Yard yard =
        Yard.of(
            base,
            "packages: [{ dir: frontend, manifest: package.json, check: [sh, -c, '"
                + script
                + "'], install: "
                + install
                + " }]");
    yard.file("frontend/package.json", "{}");
    return yard;
  }

  @Test
  void packagesAreWellWhenTheCheckEndsWithZeroInTheirDirectory() {
    Yard yard = frontend("test -f package.json", "[npm, install]");
    assertThat(yard.well(packages()).values()).containsExactly("packages of frontend/package.json");
  }

  @Test
  void missingOnesAreToldWithTheLastLineAndTheCommand() {
    Yard yard = frontend("echo one; echo missing: left-pad >&2; echo; exit 1", "[npm, install]");
    Finding finding = yard.only(packages());
    assertThat(Yard.words(finding))
        .startsWith(
            "medium package_missing packages/frontend/package.json: Packages of"
                + " frontend/package.json are missing: ")
        .endsWith("it ended with code 1: missing: left-pad");
    assertThat(finding.hint()).isEqualTo("Run: cd frontend && npm install");
    List<ActionRequest> wishes = packages().mends(finding, yard);
    assertThat(wishes)
        .containsExactly(
            ActionRequest.of(ActionType.RUN_COMMAND, Target.command(List.of("npm", "install")))
                .with("directory", "frontend"));
  }

  @Test
  void withoutAnInstallationThereIsNothingToRun() {
    Yard yard = frontend("exit 1", "[]");
    Finding finding = yard.only(packages());
    assertThat(finding.hint()).isEqualTo("Install what frontend/package.json lists");
    assertThat(packages().mends(finding, yard)).isEmpty();
  }

  @Test
  void aMissingManifestAndAMissingProgramAreFindingsOfTheirOwn() {
    Yard yard =
        Yard.of(
            base,
            """
            packages:
              - { manifest: none.txt, check: [true], install: [x] }
              - { manifest: there.txt, check: [no-such-program], install: [pip, install, a b] }
            """);
    yard.file("there.txt", "");
    assertThat(yard.findings(packages()))
        .containsExactly(
            "medium manifest_missing packages/none.txt: none.txt, which lists the packages, is"
                + " missing",
            "medium command_not_found packages/there.txt: The packages of there.txt cannot be"
                + " checked, because the program no-such-program is not there");
    List<Finding> findings = packages().check(yard).findings();
    assertThat(findings.get(1).hint()).endsWith("Run: pip install 'a b'");
    assertThat(findings)
        .allSatisfy(finding -> assertThat(packages().mends(finding, yard)).isEmpty());
  }

  @Test
  void aCheckThatDoesNotEndIsKilledAndTold() {
    Yard yard = frontend("exec sleep 300", "[npm, install]");
    PackagesCheck check =
        new PackagesCheck(Programs.ofSystem(), new Asking(Duration.ofMillis(200)));
    assertThat(yard.findings(check))
        .singleElement()
        .asString()
        .startsWith("medium package_unreadable packages/frontend/package.json")
        .contains("did not end within");
    assertThat(check.mends(yard.only(check), yard)).isEmpty();
  }
}
