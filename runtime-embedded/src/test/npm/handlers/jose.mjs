import { SignJWT, jwtVerify, generateKeyPair, exportJWK, CompactEncrypt, compactDecrypt } from 'jose';

export const handler = async () => {
  const secret = new TextEncoder().encode('a secret that is long enough for HS256');
  const token = await new SignJWT({ tea: 'green' }).setProtectedHeader({ alg: 'HS256' }).setIssuedAt(1700000000).sign(secret);
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const signed = await new SignJWT({ tea: 'black' }).setProtectedHeader({ alg: 'ES256' }).setExpirationTime('1h').sign(privateKey);
  const sealed = await new CompactEncrypt(new TextEncoder().encode('hidden')).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(new Uint8Array(32));
  return { token, read: (await jwtVerify(token, secret, { currentDate: new Date(1700000001000) })).payload,
    black: (await jwtVerify(signed, publicKey)).payload.tea, kty: (await exportJWK(publicKey)).kty,
    opened: new TextDecoder().decode((await compactDecrypt(sealed, new Uint8Array(32))).plaintext),
    forged: await jwtVerify(token, new Uint8Array(32)).catch((error) => error.code) };
};
