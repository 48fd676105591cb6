for (const [u, b] of [
  ['https://user:p%40ss@ex\u00e4mple.com:8443/a/../b/./c?q=1 2#f g'],
  ['http://EXAMPLE.com:80'],
  ['file:///C|/x/../y'],
  ['mailto:a@b'],
  ['//h/p', 'https://x/y'],
  ['?q', 'http://a/b?c#d'],
  ['../z', 'http://a/b/c/d'],
  ['http://0x7f.1/'],
  ['http://[::1%25]/'],
  ['http://[2001:db8::0:1]:99/'],
  ['web+demo:/.//not-a-host/'],
  ['data:text/plain,hi there #x'],
  ['http://a b/'],
  ['http://a/%zz?%zz'],
  ['blob:https://a/b'],
  ['https://☕.example/'],
  ['javascript:alert(1) '],
  ['http:foo', 'http://a/b'],
  ['http:///x'],
  ['', 'http://a/b?c'],
  ['#', 'about:blank'],
  ['http://256.256.256.256/'],
  ['http://1.2.3/'],
  ['ws://x:80/'],
  ['a:b:c'],
  ['https://x/\\y\\z'],
  ['file://localhost/x'],
  ['http://a@b@c/'],
  ['non-special://h:80/p?q'],
]) {
  try {
    const x = new URL(u, b);
    print(
      [
        x.href,
        x.protocol,
        x.username,
        x.password,
        x.host,
        x.hostname,
        x.port,
        x.pathname,
        x.search,
        x.hash,
        x.origin,
      ].join(' | '),
    );
  } catch (e) {
    print(e.code + ' ' + e.message + ' ' + e.input);
  }
}
const x = new URL('https://example.com/a?b#c');
for (const [k, v] of [
  ['protocol', 'http'],
  ['host', 'foo.org:81'],
  ['hostname', 'ba r'],
  ['hostname', 'bar.net'],
  ['port', '99x'],
  ['port', ''],
  ['username', 'u@'],
  ['password', 'p:'],
  ['pathname', 'x y/../z?'],
  ['search', 'q=é'],
  ['hash', ' h'],
  ['search', ''],
  ['hash', ''],
  ['href', 'http://new/'],
]) {
  x[k] = v;
  print(k + ' ' + x.href);
}
const util = require('util');
print(util.inspect(new URL('http://a/b?c=d')));
print(
  require('url').format(new URL('http://a:b@測試/x?y#z'), {
    unicode: true,
    auth: false,
    fragment: false,
    search: false,
  }),
);
print(require('url').pathToFileURL('/a b/#?%c').href + require('url').fileURLToPath('file:///a%20b'));
print(
  URL.canParse('x:') +
    ' ' +
    URL.canParse('x') +
    require('url').domainToASCII('español.com') +
    require('url').domainToUnicode('xn--espaol-zwa.com'),
);
print(util.inspect(require('url').parse('http://user:pass@host.com:80/p/a/t/h?query=string#hash')));
print(new URLSearchParams({ a: '1 2', b: 'é&' }) + '');
