const jwt = require('jsonwebtoken');
const { generateKeyPairSync } = require('crypto');

exports.handler = async () => {
  const token = jwt.sign({ tea: 'green', iat: 1700000000 }, 'secret', { issuer: 'samovar' });
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const signed = jwt.sign({ tea: 'black' }, privateKey, { algorithm: 'RS256', expiresIn: '1h' });
  const error = (make) => { try { return make(); } catch ({ name, message }) { return { name, message }; } };
  return { token, read: jwt.verify(token, 'secret'), black: jwt.verify(signed, publicKey).tea,
    forged: error(() => jwt.verify(token, 'other')), none: error(() => jwt.verify('x.y.z', 'secret')),
    old: error(() => jwt.verify(jwt.sign({ exp: 1 }, 's'), 's')).name };
};
