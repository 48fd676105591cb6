package dev.samovar;

import dev.samovar.process.ChildProcesses;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Programs of other hands that functions run to do harm, or to find what is not theirs, by their scripts, and how
/// the invocation has to end.
///
/// A script's directory is `/tmp`; `$FUNCTION` is the process of the function that runs it, and descriptor 3 the
/// function's log.
final class HostilePrograms {
    /// What grew too large, or ended all that it could reach.
    static final String KILLED = "Runtime.ExitError: Runtime exited with error: signal: killed";

    private static final String EXITED = "Runtime.ExitError: Runtime exited .*";

    static final String TIMED_OUT = "Sandbox.Timedout: Task timed out after \\d+\\.\\d\\d seconds";

    /// Whatever a stressor did to its sandbox: it ended, or was ended.
    private static final String STRESSED = "(.* )?status \\d+|" + EXITED + "|" + TIMED_OUT;

    /// What a secret of an innocent function, or of the host, looks like.
    static final String SECRET = "secret-of-another";

    private HostilePrograms() {}

    /// @param name of its file, too
    /// @param answer what the function answers, or how it fails, as a regular expression
    /// @param seconds what its function has
    record Program(String name, String answer, String script, int seconds) {
        Program(String name, String answer, String script) {
            this(name, answer, script, 60);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// The program of an innocent function: which process serves it, and its secrets.
    static Program innocent() {
        return new Program("innocent", ".*", """
                [ -e "/tmp/$KEPT" ] || echo "$KEPT" >"/tmp/$KEPT"
                echo "$FUNCTION" $(cut -d ' ' -f 22 "/proc/$FUNCTION/stat") $(ls /tmp) $(cat "/tmp/$KEPT")""");
    }

    /// A program that goes on until its function ends, and so does what it starts.
    static Program forever() {
        return new Program("forever", TIMED_OUT, """
                trap '' TERM HUP INT
                stress-ng --quiet --fork 1 --vm 1 --vm-bytes 32m --daemon 1 --timeout 120 &
                setsid sleep 604 &
                sleep 605""");
    }

    static List<Program> all() {
        var all = new ArrayList<Program>();
        processes(all);
        memory(all);
        files(all);
        escapes(all);
        network(all);
        return all;
    }

    /// All stressors that `stress-ng` knows, each for so many seconds.
    static List<Program> stressors(int seconds) {
        if (seconds == 0) return List.of();
        return Stream.of(Tool.STRESS_NG.says("--stressors").split("\\s+"))
                .map(name -> new Program("stressor-" + name, STRESSED, """
                        stress-ng --quiet --%s 2 --timeout %d
                        echo status $?""".formatted(name, seconds), seconds + 20))
                .toList();
    }

    private static void processes(List<Program> all) {
        all.add(new Program("fork-bomb", "over|" + KILLED + "|" + TIMED_OUT, """
                sh -c 'bomb() { bomb | bomb & }; bomb' >/dev/null 2>&1
                echo over""", 3));
        all.add(new Program("children", STRESSED, """
                stress-ng --quiet --fork 2 --vfork 2 --clone 1 --zombie 1 --timeout 1
                echo status $?"""));
        all.add(new Program("signals", STRESSED, """
                stress-ng --quiet --sigsegv 1 --sigfpe 1 --sigpipe 1 --sigq 1 --kill 1 --opcode 1 --timeout 1
                echo status $?"""));
        all.add(new Program("daemons", "left", """
                setsid sh -c 'trap "" TERM HUP INT; (sleep 601; :) & sleep 602; :' >/dev/null 2>&1 &
                nohup sleep 603 >/dev/null 2>&1 &
                echo left"""));
        all.add(new Program("kill-all", KILLED, "kill -9 -1; sleep 600"));
        all.add(new Program("kill-parent", KILLED, """
                kill -9 "$FUNCTION"
                sleep 600"""));
        all.add(new Program("stop-all", TIMED_OUT, "kill -STOP -1; sleep 600", 1));
        all.add(new Program("limits", "1024 1024 0", """
                prlimit --nproc=unlimited --nofile=unlimited 2>/dev/null
                prlimit --nproc --nofile --core --output HARD --noheadings | tr -d ' '"""));
    }

    private static void memory(List<Program> all) {
        all.add(new Program("memory", KILLED, "stress-ng --quiet --vm 2 --vm-bytes 400m --vm-keep --timeout 60"));
        all.add(new Program("one-buffer", KILLED, "dd if=/dev/zero of=/dev/null bs=1G count=1"));
        all.add(new Program("memory-that-moves", KILLED, """
                python3 - <<'PYTHON'
                import os
                kept = [bytearray(b'1') * (100 << 20)]
                for turn in range(100000):
                    if os.fork():
                        os._exit(0)
                    if turn == 50:
                        kept.append(bytearray(b'1') * (250 << 20))
                PYTHON"""));
        // Control groups count it, where there are any; nobody else can.
        var counted = ChildProcesses.noControlGroups().isEmpty();
        all.add(new Program("memory-of-no-process", counted ? KILLED : "kept", """
                python3 - <<'PYTHON'
                import ctypes, os
                file = os.memfd_create('large')
                for _ in range(200):
                    os.write(file, bytes(1 << 20))
                memory = ctypes.CDLL(None)
                memory.shmat.restype = ctypes.c_void_p
                for _ in range(20):
                    at = memory.shmat(memory.shmget(0, 10 << 20, 0o1600), None, 0)
                    ctypes.memset(at, 1, 10 << 20)
                    memory.shmdt(ctypes.c_void_p(at))
                print('kept')
                PYTHON"""));
        all.add(new Program("files-in-memory", "64 MiB", """
                dd if=/dev/zero of=/dev/shm/large bs=1M 2>/dev/null
                echo $(($(stat -c %s /dev/shm/large) >> 20)) MiB"""));
        all.add(new Program("flood", "flooded", """
                yes "flood of words" | head -c 3000000 >&3
                head -c 300000 /dev/urandom >&3
                head -c 3000000 /dev/zero >&3
                echo flooded"""));
    }

    private static void files(List<Program> all) {
        all.add(new Program("full-disk", KILLED, """
                cp /dev/zero /tmp/large
                sleep 600"""));
        all.add(new Program("hidden-files", KILLED, """
                python3 - <<'PYTHON'
                import mmap, os, time
                kept = []
                for number in range(20):
                    file = os.open('/tmp', os.O_TMPFILE | os.O_RDWR)
                    if number % 2:
                        os.truncate(file, 50 << 20)
                        kept.append(mmap.mmap(file, 50 << 20))
                        for at in range(0, 50 << 20, 4096):
                            kept[-1][at] = 1
                        os.close(file)
                    else:
                        os.write(file, bytes(50 << 20))
                time.sleep(600)
                PYTHON"""));
        all.add(new Program("written-space", KILLED, """
                fallocate --posix --length 100G /tmp/space
                sleep 600"""));
        all.add(new Program(
                "space",
                "did truncate --size 100G /tmp/holes nothing more",
                tried(
                        "fallocate --length 1G /tmp/space",
                        "fallocate --zero-range --length 1G /tmp/space",
                        "truncate --size 100G /tmp/holes",
                        "python3 -c 'import fcntl; fcntl.ioctl(open(\"/tmp/x\", \"w\"), 0x40305828, bytes(48))'")));
        all.add(new Program("descriptors", STRESSED, """
                stress-ng --quiet --open 1 --dup 1 --pipe 1 --eventfd 1 --sigfd 1 --timerfd 1 --epoll 1 --inotify 1 --timeout 1
                echo status $?"""));
        all.add(new Program("proc", STRESSED, """
                stress-ng --quiet --procfs 1 --sysinfo 1 --dev-shm 1 --shm 1 --mmap 1 --timeout 1
                echo status $?"""));
        all.add(new Program("secrets", "found: its own and no more", """
                echo found: $(
                  grep -aq 'secret-of-mine-[0-9]' /proc/self/environ && echo its own
                  for place in /proc /tmp /run /var /dev/shm /etc /opt $(printf '%s/tmp/ ' /proc/[0-9]*/root); do
                    timeout 20 grep -rlas -D skip --exclude-dir=task --exclude=pagemap --exclude='k*' --exclude=clear_refs 'SECRET-[0-9a-f]' "$place"
                  done
                  find / -name '*SECRET-[0-9a-f]*' 2>/dev/null
                ) and no more""".replace("SECRET", SECRET)));
        all.add(new Program(
                "writable",
                "(/dev/(full|null|ptmx|pts/ptmx|random|shm|tty|urandom|zero|pts) )+(/run/samovar/(host|inward|runtime-api) )*/tmp",
                """
                find / -path /proc -prune -o -path '/tmp/*' -prune -o -writable -not -type l -print 2>/dev/null | sort"""));
    }

    /// Tries commands, and says which did what they are for.
    private static String tried(String... commands) {
        var script = new StringBuilder("tried() { \"$@\" >/dev/null 2>&1 && echo \"did $*\"; }\n");
        for (var command : commands) script.append("tried ").append(command).append('\n');
        return script.append("echo nothing more").toString();
    }

    private static void escapes(List<Program> all) {
        all.add(new Program(
                "namespaces",
                "nothing more",
                tried(
                        "unshare --user true",
                        "unshare --user --map-root-user --mount true",
                        "unshare --mount true",
                        "unshare --net true",
                        "unshare --pid --fork true",
                        "nsenter --target 1 --mount --pid true",
                        "nsenter --target 1 --user true",
                        "bwrap --dev-bind / / true",
                        "bwrap --ro-bind / / --unshare-user true",
                        "chroot / true")));
        all.add(new Program(
                "mounts",
                "nothing more",
                tried(
                        "mount -t tmpfs tmpfs /tmp",
                        "mount --bind / /tmp",
                        "mount -o remount,rw /",
                        "mount -o remount,rw /usr",
                        "umount -l /proc",
                        "swapoff -a",
                        "mknod /tmp/disk b 8 0",
                        "sh -c ': >>/var/task/run'",
                        "sh -c ': >>/usr/bin/env'",
                        "dd if=/dev/mem of=/dev/null count=1",
                        "sh -c 'echo s >/proc/sysrq-trigger'",
                        "sh -c 'echo 1 >/proc/sys/kernel/panic'",
                        "sh -c 'echo 100 >/proc/sys/user/max_user_namespaces'")));
        all.add(new Program(
                "users",
                "nothing more",
                tried(
                        "setpriv --reuid 0 true",
                        "setpriv --regid 0 --clear-groups true",
                        "sh -c 'setpriv --inh-caps +sys_admin --ambient-caps +sys_admin grep -q CapEff:.*[1-9a-f] /proc/self/status'",
                        "capsh --user=root -- -c true",
                        "capsh --caps=cap_sys_admin+eip -- -c true",
                        "su -c true",
                        "chown 0 /tmp",
                        "hostname other",
                        "date -s now",
                        "renice -n -5 -p $$",
                        "chrt --fifo 1 true")));
        // The first process of a sandbox is its own.
        all.add(new Program("tracers", EXITED, """
                timeout 1 strace -f -o /dev/null -p "$FUNCTION"
                timeout 1 strace -f -o /dev/null -p 1
                gdb -batch -p 1 -ex 'call (void) _exit(5)'
                kill -9 "$FUNCTION"
                sleep 600"""));
        all.add(new Program("keys", "refused refused refused", """
                python3 - <<'PYTHON'
                import ctypes, os
                linux = ctypes.CDLL(None, use_errno=True)
                first = {'x86_64': 248, 'aarch64': 217}[os.uname().machine]
                for call, *words in (0, b'user', b'tea', b'x', 1, -3), (1, b'user', b'tea', None, -3), (2, 0, -3, 1):
                    answer = linux.syscall(first + call, *words)
                    print('refused' if answer < 0 and ctypes.get_errno() == 1 else answer)
                PYTHON"""));
        all.add(new Program("own-connection", EXITED + "|nothing to speak on", """
                python3 - <<'PYTHON'
                import ctypes, os, time
                function = int(os.environ['FUNCTION'])
                descriptors = f'/proc/{function}/fd'
                found = [int(it) for it in os.listdir(descriptors) if os.readlink(f'{descriptors}/{it}').startswith('socket:')]
                process = os.pidfd_open(function)
                for number in found:
                    mine = ctypes.CDLL(None).syscall(438, process, number, 0)
                    try:
                        if mine >= 0 and os.write(mine, b'\\xff' * 100):
                            time.sleep(600)
                    except OSError:
                        pass
                print('nothing to speak on')
                PYTHON"""));
    }

    /// A script that looks around on a network, which it does on one of its own alone: that has no interface but
    /// `lo`.
    private static String scan(String script) {
        return """
                [ "$(sed -n 's/^ *\\(.*\\):.*/\\1/p' /proc/net/dev)" = lo ] || { echo a network of others; exit; }
                """ + script;
    }

    private static void network(List<Program> all) {
        all.add(new Program("own-ports", "open:( 9001/open)?", scan("""
                echo open: $(nmap -n -Pn -sT -T5 -p- -oG - 127.0.0.1 | grep -o '[0-9]*/open')""")));
        all.add(new Program("addresses", "open: and nothing else", scan("""
                echo open: $(
                  nmap -n -Pn -sT -T5 --max-retries 0 -p 22,80,443,9001,$PORT -oG - 127.0.0.2-9 169.254.169.254 $ADDRESSES | grep -o '[0-9]*/open'
                  for address in 169.254.169.254 $ADDRESSES; do ncat -w 1 $address 80 </dev/null 2>/dev/null && echo $address; done
                ) and nothing else""")));
        all.add(new Program("probes", "probed", scan("""
                timeout 8 nmap -n -Pn -sV --version-light -p 9001 127.0.0.1 >/dev/null
                for i in 1 2 3; do head -c 300000 /dev/urandom | ncat -i 1 127.0.0.1 9001 >/dev/null 2>&1; done
                yes 'GET / HTTP/1.1' | head -c 300000 | ncat -i 1 127.0.0.1 9001 >/dev/null 2>&1
                echo probed""")));
    }
}
