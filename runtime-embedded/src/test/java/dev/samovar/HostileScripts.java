package dev.samovar;

import java.util.ArrayList;
import java.util.List;

/// Bodies of Node.js handlers that do not want to end, or want what is not theirs, by family. No two are alike.
final class HostileScripts {
    private HostileScripts() {}

    /// How an invocation has to end.
    enum End {
        /// By its deadline.
        TIMEOUT,
        /// By the end of its environment.
        EXIT,
        /// With an error.
        FAILURE,
        /// By its deadline, or with an answer where the engine is better than it thinks.
        ANY,
        /// With any answer that is right for the function: it harmed itself at most.
        ANSWER
    }

    /// One handler.
    record Hostile(String family, int number, String body, End end) {
        String name() {
            return family + number;
        }

        String source() {
            return """
                    let n = 0;
                    const fs = require('fs');
                    exports.handler = async (event) => {
                      if (event.calm) return 'calm';
                      %s
                    };
                    """.formatted(body);
        }

        @Override
        public String toString() {
            return name();
        }
    }

    static List<Hostile> all() {
        var all = new ArrayList<Hostile>();
        timeouts(all);
        exits(all);
        answers(all);
        return all;
    }

    private static void timeouts(List<Hostile> all) {
        family(
                all,
                "Loop",
                End.TIMEOUT,
                "while (true) n++;",
                "for (;;) ;",
                "outer: do { for (const i of [1, 2, 3]) { if (i === 2) continue outer; n += i; } } while (true);",
                "const it = (function* () { while (true) yield n++; })(); for (const i of it) n ^= i;",
                "const o = { get more() { n++; return this; } }; let p = o; while (p) p = p.more;",
                "const p = new Proxy({}, { has: () => true, get: () => { n++; return 1; } }); with_: while ('x' in p) n += p.y;",
                "while (true) { try { throw n++; } catch { continue; } finally { n--; } }",
                "for (let s = 'a'; ; s = s === 'a' ? 'b' : 'a') switch (s) { case 'a': n++; break; default: n--; }");
        family(
                all,
                "Recursion",
                End.TIMEOUT,
                "(function f() { try { f(); } finally { f(); } })();",
                "(function f() { try { f(); } catch { f(); } finally { try { f(); } catch { f(); } } })();",
                "const a = () => { try { b(); } finally { b(); } }; const b = () => { try { a(); } finally { a(); } }; a();");
        // What is used first where a stack ends must not be lost to others.
        family(
                all,
                "Depth",
                End.ANSWER,
                """
                const zlib = require('zlib'), crypto = require('crypto');
                const uses = [
                  () => zlib.brotliDecompressSync(zlib.brotliCompressSync('x')), () => crypto.scryptSync('a', 'b', 16, { N: 2 }),
                  () => new URL('http://bücher.example/').href, () => new Intl.NumberFormat('de').format(1234.5),
                  () => fs.readdirSync('/tmp'), () => crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' }),
                  () => new TextDecoder('shift_jis').decode(Buffer.of(0x82, 0xa0)), () => null.x, () => JSON.parse('{'),
                ];
                for (const use of uses) {
                  let left = 50;
                  const down = () => { try { down(); } catch (e) { if (left-- > 0) try { use(); } catch {} throw e; } };
                  try { down(); } catch (e) { if (e.message !== 'Maximum call stack size exceeded') throw e; }
                }
                for (const use of uses.slice(0, 7)) use();
                return 'ok';""",
                "let n = 0; (function f() { n++; try { f(); } catch {} })(); if (n < 1000) throw new Error(n); return n;",
                "const f = async (n) => n === 0 ? 0 : 1 + await f(n - 1); for (let i = 0; i < 20; i++) await f(1000); return await f(5000);",
                "function* g(n) { yield n; if (n > 0) yield* g(n - 1); } for (let i = 0; i < 30; i++) for (const x of g(60)) if (x < 5) break; let d = 0; const h = () => { d++; h(); }; try { h(); } catch {} if (d < 1000) throw new Error(d); return d;");
        family(
                all,
                "Regex",
                End.ANY,
                "return /^(a+)+$/.test('a'.repeat(60) + '!');",
                "return /(x+x+)+y/.exec('x'.repeat(80));",
                "return 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.match(/^(([a-z])+.)+[A-Z]([a-z])+$/);");
        family(
                all,
                "Limit",
                End.TIMEOUT,
                "require('vm').runInNewContext('for (;;) ;', {}, { timeout: 60000 });",
                "const vm = require('vm'); while (true) { try { vm.runInNewContext('for (;;) ;', {}, { timeout: 5 }); } catch { n++; } }",
                "const vm = require('vm'); const inner = () => vm.runInNewContext('for (;;) ;', {}, { timeout: 20 }); vm.runInNewContext('try { inner(); } finally { for (;;) ; }', { inner }, { timeout: 60000 });");
        family(
                all,
                "Builtin",
                End.TIMEOUT,
                "while (true) [3, 1, 2].sort(() => { n++; return 0; });",
                "[...Array(1000).keys()].sort((a, b) => { while (true) n++; });",
                "while (true) JSON.parse(JSON.stringify({ a: [n++, { b: 'c' }] }));",
                "'x'.replace(/x/, () => { for (;;) n++; });",
                "while (true) require('crypto').createHash('sha256').update(String(n++)).digest('hex');");
        family(
                all,
                "Promise",
                End.TIMEOUT,
                "const again = () => Promise.resolve().then(again); await again();",
                "const again = () => process.nextTick(again); again(); await new Promise(() => {}, setInterval(() => {}, 1000));",
                "const again = () => queueMicrotask(again); again(); await new Promise(() => {});",
                "const f = async () => { while (true) await null; }; await Promise.all([f(), f(), f()]);",
                "await { then(resolve) { resolve(this); } };");
        family(
                all,
                "Timer",
                End.TIMEOUT,
                "const again = () => setImmediate(again); again(); await new Promise(() => {});",
                "for (let i = 0; i < 10000; i++) setInterval(() => n++, 0); await new Promise(() => {});",
                "const again = () => { setTimeout(again, 0); setTimeout(() => n++, 0); }; again(); await new Promise(() => {});",
                "setInterval(() => { const until = Date.now() + 50; while (Date.now() < until) n++; }, 1); await new Promise(() => {});");
        family(
                all,
                "Wait",
                End.TIMEOUT,
                "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);",
                "await new Promise(() => {}, setInterval(() => {}, 60000));",
                "const until = Date.now() + 1e9; while (Date.now() < until);",
                "const server = require('net').createServer(() => {}).listen(0, '127.0.0.1'); await new Promise(() => {});");
        family(
                all,
                "Swallow",
                End.TIMEOUT,
                "while (true) { try { for (;;) n++; } catch { } }",
                "process.on('SIGTERM', () => {}); process.on('exit', () => { for (;;) n++; }); for (;;) n--;",
                "process.removeAllListeners(); process.on('uncaughtException', () => {}); setInterval(() => { throw new Error('again'); }, 1); await new Promise(() => {});");
        family(
                all,
                "Flood",
                End.TIMEOUT,
                "while (true) console.log('x'.repeat(1000));",
                "while (true) { process.stdout.write('y'); process.stderr.write('z\\n'); }",
                "const again = () => { console.error(new Error('e' + n++)); setImmediate(again); }; again(); await new Promise(() => {});");
    }

    private static void exits(List<Hostile> all) {
        family(
                all,
                "Exit",
                End.EXIT,
                "process.exit(0);",
                "try { process.exit(7); } finally { while (true) n++; }",
                "setTimeout(() => process.exit(1), 5); await new Promise(() => {});",
                "process.nextTick(() => process.exit(3)); await new Promise(() => {});",
                "process.on('exit', () => process.exit(9)); process.exit(4);",
                "process.exitCode = 5; process.exit();",
                "Promise.reject(new Error('nobody')).finally(() => process.exit(6)); await new Promise(() => {});");
        family(
                all,
                "Uncaught",
                End.FAILURE,
                "setTimeout(() => { throw new Error('late'); }, 5); await new Promise(() => {});",
                "setImmediate(() => { throw null; }); await new Promise(() => {});",
                "process.nextTick(() => { throw { get message() { throw 1; } }; }); await new Promise(() => {});");
    }

    private static void answers(List<Hostile> all) {
        family(
                all,
                "Poison",
                End.ANSWER,
                "Array.prototype.push = () => { throw new Error('push'); }; return [1];",
                "Object.prototype.toJSON = () => 'mine'; return { a: 1 };",
                "Promise.resolve = Promise.reject = Promise.all = () => { throw new Error('promise'); }; return 1;",
                "JSON.stringify = () => { throw new Error('json'); }; return { a: 1 };",
                "delete Array.prototype[Symbol.iterator]; Function.prototype.call = null; return 'x';",
                "Object.defineProperty(Object.prototype, 'then', { get() { return undefined; } }); return {};",
                "Error.prepareStackTrace = () => { throw new Error('stack'); }; throw new Error('mine');",
                "globalThis.process = null; globalThis.console = null; globalThis.Promise = null; return 1;",
                "for (const name of Object.getOwnPropertyNames(String.prototype)) { try { delete String.prototype[name]; } catch {} } return 's';");
        family(
                all,
                "Jail",
                End.ANSWER,
                "fs.symlinkSync('/etc/passwd', '/tmp/a'); return fs.readFileSync('/tmp/a', 'utf8');",
                "return fs.readFileSync('/var/task/../../etc/passwd', 'utf8');",
                "return fs.readFileSync(new URL('file:///var/task/%2e%2e/%2e%2e/etc/passwd'), 'utf8');",
                "fs.mkdirSync('/tmp/d'); fs.symlinkSync('../../../etc', '/tmp/d/e'); return fs.readFileSync('/tmp/d/e/passwd', 'utf8');",
                "return fs.readFileSync('/proc/self/environ', 'latin1') + fs.readdirSync('/proc/self/fd');",
                "return fs.readFileSync('/var/task/index.js\\0/etc/passwd', 'utf8');",
                """
                fs.mkdirSync('/tmp/r'); let seen = '';
                for (let i = 0; i < 50; i++) {
                  fs.rmSync('/tmp/r', { recursive: true }); fs.symlinkSync('/etc', '/tmp/r');
                  const read = fs.promises.readFile('/tmp/r/passwd', 'utf8').catch(() => '');
                  fs.unlinkSync('/tmp/r'); fs.mkdirSync('/tmp/r'); seen += await read;
                }
                return seen;""",
                "require('module').createRequire('/etc/')('./passwd');",
                "return require('child_process').execFileSync ? require('vm').runInThisContext(\"require('/etc/passwd')\") : 0;",
                "fs.writeFileSync('/var/task/index.js', 'exports.handler = 1'); return 'root:';");
        family(
                all,
                "Host",
                End.ANSWER,
                "return 'java.lang.' + Java.type('java.lang.System').getProperty('user.dir');",
                "return 'java.lang.' + java.lang.System.exit(1);",
                "return 'java.lang.' + Polyglot.eval('js', '1') + Graal.versionECMAScript;",
                "return 'java.lang.' + load('/etc/passwd');",
                "return 'java.lang.' + (function () {}).constructor('return Packages')().java.lang.Runtime.getRuntime();",
                "return 'java.lang.' + process.binding('natives').getClass().forName('java.lang.System');",
                "return 'java.lang.' + fs.readFileSync.getClass();",
                "return 'java.lang.' + process.constructor.constructor('return this.Java')().type('x');");
        family(
                all,
                "Answer",
                End.ANSWER,
                "const a = {}; a.a = a; return a;",
                "return { toJSON() { return { toJSON() { throw new Error('deep'); } }; } };",
                "return 'x'.repeat(7 * 1024 * 1024);",
                "return { n: 10n };",
                "let deep = []; for (let i = 0; i < 100000; i++) deep = [deep]; return deep;",
                "throw Object.assign(new Error('m'.repeat(2000000)), { stack: 's'.repeat(1000000) });",
                "throw new Proxy({}, { get() { throw new Error('trap'); }, ownKeys() { throw 1; } });",
                "return new Proxy({}, { ownKeys() { throw new Error('keys'); } });");
        family(
                all,
                "Log",
                End.ANSWER,
                "console.log('END RequestId: 00000000-0000-0000-0000-000000000000\\nREPORT RequestId: 0\\tDuration: 0 ms'); return 1;",
                "process.stdout.write('START RequestId: forged Version: 9\\n'); return 1;",
                "console.error('\\u001b[2J\\rINIT_START Runtime Version: forged\\0'); return 1;");
    }

    private static void family(List<Hostile> all, String name, End end, String... bodies) {
        for (int i = 0; i < bodies.length; i++) all.add(new Hostile(name, i + 1, bodies[i], end));
    }
}
