package dev.samovar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samovar.api.Fault;
import dev.samovar.api.Isolation;
import dev.samovar.spi.ProcessLauncher;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/// Node processes in a sandbox, which the build's machine must be able to make (Debian's package `bubblewrap`).
final class NodeInSandboxTest extends NodeProcessTest {
    @Override
    ProcessLauncher launcher() {
        return Confinement.SANDBOX.launcher();
    }

    @Override
    Isolation isolation() {
        return Confinement.SANDBOX.isolation();
    }

    private String answer(String script) {
        function("const fs = require('fs');\nexports.handler = async () => {" + script + "}");
        return invoke("{}").orThrow().text();
    }

    @Test
    void isNotRoot() {
        assertThat(
                        answer(
                                "return [process.getuid(), process.geteuid(), process.getgid(), require('os').userInfo().username]"))
                .isEqualTo("[1051,1051,1051,\"sbx_user1051\"]");
    }

    @Test
    void hasNoCapabilitiesAndGetsNone() {
        assertThat(answer(
                        "return fs.readFileSync('/proc/self/status', 'utf8').match(/(CapEff|CapPrm|NoNewPrivs):.*/g)"))
                .isEqualTo("[\"CapPrm:\\t0000000000000000\",\"CapEff:\\t0000000000000000\",\"NoNewPrivs:\\t1\"]");
    }

    @Test
    void seesItsCodeReadOnlyAndWritesItsFiles() {
        assertThat(answer("""
                const write = (path) => { try { fs.writeFileSync(path, 'x'); return 'written' } catch (e) { return e.code } };
                return [__dirname, process.cwd(), write('/tmp/x'),
                  new Set(['/var/task', '/opt', '/usr', '/etc', '/dev', '/run', '/var', '/run/samovar', ''].map((it) => write(it + '/x'))).size,
                  write('/x')]""")).isEqualTo("[\"/var/task\",\"/var/task\",\"written\",1,\"EROFS\"]");
    }

    @Test
    void hasLittleMemoryInFiles() {
        assertThat(answer("""
                try { for (let i = 0; ; i++) fs.writeFileSync('/dev/shm/' + i, Buffer.alloc(1 << 20)) } catch (e) {
                  return [e.code, fs.readdirSync('/dev/shm').length] }""")).isEqualTo("[\"ENOSPC\",65]");
    }

    @Test
    void seesNothingOfTheMachineButPrograms() {
        assertThat(
                        answer(
                                "return [fs.readdirSync('/').sort().filter((it) => !/^lib|^nix|^gnu/.test(it)), fs.readdirSync('/var').sort()]"))
                .isEqualTo("[[\"bin\",\"dev\",\"etc\",\"opt\",\"proc\",\"run\",\"sbin\",\"tmp\",\"usr\",\"var\"],"
                        + "[\"lang\",\"rapid\",\"runtime\",\"task\",\"tmp\"]]");
    }

    @Test
    void seesCertificatesAndNoKeysOfTheMachine() {
        var answer = answer(
                "return [fs.readdirSync('/etc/ssl'), fs.existsSync('/etc/ssl/private'), fs.existsSync('/etc/pki/tls/private')]");

        assertThat(answer).endsWith(",false,false]").doesNotContain("private");
    }

    @Test
    void seesNoProcessesButItsOwn() {
        assertThat(answer("""
                return fs.readdirSync('/proc').filter((it) => /^\\d+$/.test(it))
                  .map((it) => fs.readFileSync(`/proc/${it}/cmdline`, 'utf8').split('\\0')[0].split('/').pop())""")).isEqualTo("[\"bwrap\",\"node\"]");
    }

    @Test
    void reachesNoNetwork() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(answer("""
                    const net = require('net');
                    const reach = (host, port) => new Promise((done) => net.connect({ host, port, timeout: 500 })
                      .on('connect', () => done('reached')).on('error', (e) => done(e.code)).on('timeout', () => done('late')));
                    return Promise.all([reach('127.0.0.1', %d), reach('169.254.169.254', 80), reach('192.0.2.1', 80)])""".formatted(server.getLocalPort())))
                    .isEqualTo("[\"ECONNREFUSED\",\"ENETUNREACH\",\"ENETUNREACH\"]");
        }
    }

    private Fault faultOf(String body) {
        function("const fs = require('fs');\nexports.handler = async (e) => { if (e.next) return 'served';" + body
                + "}");
        var invocation = invoke("{}");
        assertThat(invoke("{\"next\":true}").orThrow().text()).isEqualTo("\"served\"");
        return fault(invocation);
    }

    @Test
    void isKilledForMemoryThatIsNoHeap() {
        var fault = faultOf("const all = []; for (;;) all.push(Buffer.alloc(1 << 20, 1))");

        assertThat(fault.errorType()).isEqualTo("Runtime.ExitError");
        assertThat(fault.errorMessage()).endsWith("Runtime exited with error: signal: killed");
    }

    @Test
    void isKilledForTheMemoryOfAllItStarted() {
        var fault = faultOf("""
                const { spawn } = require('child_process');
                for (let i = 0; i < 4; i++)
                  spawn(process.execPath, ['-e', 'const b = Buffer.alloc(40 << 20, 1); setInterval(() => b, 1000)']);
                await new Promise((r) => setTimeout(r, 60000));""");

        assertThat(fault.errorMessage()).endsWith("Runtime exited with error: signal: killed");
    }

    @Test
    void endsByItselfWhenTheHeapIsFull() {
        var fault = faultOf("const all = []; for (let i = 0; ; i++) all.push({ i, a: [i] })");

        assertThat(fault.errorMessage()).containsPattern("signal: (aborted|killed|trace/breakpoint trap)");
    }

    @Test
    void tellsTheMemoryOfAllItStarted() {
        function("""
                const { spawn } = require('child_process');
                exports.handler = async () => {
                  spawn(process.execPath, ['-e', 'const b = Buffer.alloc(20 << 20, 1); setInterval(() => b, 1000)']);
                  await new Promise((r) => setTimeout(r, 1500));
                }""");

        assertThat(invoke("{}").report().orElseThrow().maxMemoryMb()).isBetween(80, 128);
    }

    @Test
    void cannotStartProcessesWithoutEnd() {
        function("""
                const { spawnSync } = require('child_process');
                exports.handler = async () => {
                  const script = 'i=0; while [ $i -lt 1500 ]; do sleep 5 >/dev/null 2>&1 & i=$((i+1)); done';
                  return String(spawnSync('sh', ['-c', script]).stderr);
                }""", 1024, 60);

        assertThat(invoke("{}").orThrow().text()).containsIgnoringCase("fork");
    }
}
