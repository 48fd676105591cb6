const cookie = require('cookie');

exports.handler = async () => {
  const serialize = cookie.serialize ?? cookie.stringifySetCookie;
  const parse = cookie.parse ?? cookie.parseCookie;
  return [parse('a=1; b=%20x; c="q"'), serialize('tea', 'a b', { httpOnly: true, maxAge: 60, path: '/', sameSite: 'lax', secure: true })];
};
