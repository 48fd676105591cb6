'use strict';
// Three certificates whose keys are thrown away: one with everything in it, who issued it, and one on a curve.
const tls = require('tls');
const { X509Certificate, createPrivateKey } = require('crypto');
const { inspect } = require('util');
const { readFileSync } = require('fs');

const LEAF = `-----BEGIN CERTIFICATE-----
MIIEmDCCA4CgAwIBAgIECrwSNDANBgkqhkiG9w0BAQsFADAzMQswCQYDVQQGEwJE
RTESMBAGA1UECgwJVGVhLCBSb290MRAwDgYDVQQDDAdSb290IENBMB4XDTI2MTEy
NjE1MTEzMVoXDTI5MDUxNDE1MTEzMVowdjELMAkGA1UEBhMCREUxDzANBgNVBAgM
BkJheWVybjERMA8GA1UECgwIVGVhICLDnCIxCjAIBgNVBAsMAWExCjAIBgNVBAsM
AWIxEjAQBgNVBAMMCWxvY2FsaG9zdDEXMBUGCSqGSIb3DQEJARYIeEB5LnRlc3Qw
ggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEKAoIBAQChR3Ogw2e/xKo8diBfHLAN
e9hghD6HfT2dpMVUQBj4DH5M/tv42txIg2+mKXYnmUqq2JlK+yDFg2fI4Wr6sci9
sgi3N6FLVGQdvp2RQR787ghnfVVOiZWe35RXa6X0oKBU26h/2/sSb2dTB3G/7JO8
rpe2uqB4+NxuZFpuBD6MC7UI3MskT8SwmHrzxRIPrHXVwyNS2dQ5rUSPMM8TLAws
J6v+ToIhPy1kdFz8hz83F+/yrcBqWor/Qh1cRgqn7is6HCP7WZ9aI1Q2i3hrCQ3S
A26ispbezf5loDu3mR84EqLSNNiz/8YPiQPFk0EQDbR71RUxf2h443UCK4vvm/3t
AgMBAAGjggFvMIIBazAJBgNVHRMEAjAAMA4GA1UdDwEB/wQEAwIFoDAdBgNVHSUE
FjAUBggrBgEFBQcDAQYIKwYBBQUHAwIwgZwGA1UdEQSBlDCBkYIJbG9jYWxob3N0
gg4qLmV4YW1wbGUudGVzdIcEfwAAAYcQ/oAAAAAAAAAAAAAAAAAAAYEIYUBiLnRl
c3SGEWh0dHA6Ly94LnRlc3QvYSxipCQwIjESMBAGA1UEAwwJaW4gYSBuYW1lMQww
CgYDVQQKDAN4LHmIAyoDBKAUBgorBgEEAYI3FAIDoAYMBG1lQHgwUAYIKwYBBQUH
AQEERDBCMB0GCCsGAQUFBzABhhFodHRwOi8vb2NzcC50ZXN0LzAhBggrBgEFBQcw
AoYVaHR0cDovL2NhLnRlc3QvY2EuY2VyMB0GA1UdDgQWBBQgA3VeILKGMv2b8E/M
IMecqmRm3TAfBgNVHSMEGDAWgBS1cGqkKWniHdTDgxJfkg59zUyuBzANBgkqhkiG
9w0BAQsFAAOCAQEAmyMmSUKCdWwEkmYC0f5da3gmbR6MarC4iEMud6m8EdKpQj0I
iOkzEjs05CpQpm+7vf9lnxe3XMY0wOvJACdqjVxuvNiZTRIJRRfWqIy87oYjuzUq
WD09Tf9/3f/Kz1q+ieVk0hjhxY/8XJfpeRowS4UeaaL4uO6Z5bqEyZ71IsRp9I06
nk5EqjgZ4ZyPZPNHJd3xzqh0/syE5Z13PxOU+jM1cxS+V+FHibVFURAPNj16EZZA
beegZyawey8m3hsZAZXAiZCXB8Ds9ctIfysDjlGwyPsh7dtwmhGkFqlqlJy3dLYB
u77iTMAJP1hcueroihiR+J46xjUb0Of7dGNTtg==
-----END CERTIFICATE-----
`;
const ROOT = `-----BEGIN CERTIFICATE-----
MIIDNjCCAh6gAwIBAgIUDsYuE2Xspr6kMxoMV7teD577uhgwDQYJKoZIhvcNAQEL
BQAwMzELMAkGA1UEBhMCREUxEjAQBgNVBAoMCVRlYSwgUm9vdDEQMA4GA1UEAwwH
Um9vdCBDQTAeFw0yNjExMjYxNTEwNThaFw0zNjExMjMxNTEwNThaMDMxCzAJBgNV
BAYTAkRFMRIwEAYDVQQKDAlUZWEsIFJvb3QxEDAOBgNVBAMMB1Jvb3QgQ0EwggEi
MA0GCSqGSIb3DQEBAQUAA4IBDwAwggEKAoIBAQDISvH5sNEXrNEj7TqYy+BNJsCm
T/bxPyJARPU5ky7R4JW0dE+kSkkri3/RsSFPpeKsN4Mi01HeNZ4niyFge8uF5cTU
g9e+iBE0UtZm1UyNHk+FRcXbYgy+sRdU+uzTE10OwsL6PbSa1TdK2VoTG39BmFAm
cYk0ajHMCDjTRaiVjeNgtn9p8qX5VOqhlWRHQwEPEZx25YtCK6P+zodcwVYVWqyI
n9axibp/Dmz5RI2YewAZwDTmfQ432CsTYxp07Zg0ON85NmxmPyEugFbSMBxmNcY4
IZ+e1+FdA8ZC3voJUasnMdQBE0dLcRq6BYlSAPv1n0rbiIAiq6j74AEx5WTbAgMB
AAGjQjBAMA8GA1UdEwEB/wQFMAMBAf8wDgYDVR0PAQH/BAQDAgEGMB0GA1UdDgQW
BBS1cGqkKWniHdTDgxJfkg59zUyuBzANBgkqhkiG9w0BAQsFAAOCAQEADDGFJY3i
EwNKqe1cI8eJLue0SFfWOqtgs2zcfwm38KHvd4K88aDipzh77Os8N072uh6XLQiW
l0ytvMgpTpRl++2s0bVh6IKAiwgdt1odMZjsAyKnoHqD2n0v74W+Fe+2NdNarSpd
7tx82Ak4O5jKRKRskx5JSpc6ePVJtIDLWYqAP0d0vGUSGrr826AgUMET7jA/mNgs
5PGTxU8Op+Pkev15IxkCXni7NX8OiW51PlsLlGyj022YPnjYtv+kHTru5GgFu6dS
/nC/6aGNjeYi2ZvjXWcsFwKPGA03VP+POMZT4VGUemPiTo4zNOr/gxMn1/k0cLiY
OWIZ2+JPx50yMQ==
-----END CERTIFICATE-----
`;
const CURVE = `-----BEGIN CERTIFICATE-----
MIIBfTCCASOgAwIBAgIUdL7NG0KbAOeaY7c70yQHn9yu908wCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MB4XDTI2MTEyNjE1MTA1OFoXDTM2MTEyMzE1
MTA1OFowFDESMBAGA1UEAwwJbG9jYWxob3N0MFkwEwYHKoZIzj0CAQYIKoZIzj0D
AQcDQgAEjeaQgDcOa01ST/gYoJBnZv9KAnBo9q2Gu4Dg/PoUtsBTyqIUWvm5LYb4
vxuOd9auXlxHoz1EsF1h2e2jWIYVaKNTMFEwHQYDVR0OBBYEFHQBE698wYE13yf7
n1HjS6e1x++xMB8GA1UdIwQYMBaAFHQBE698wYE13yf7n1HjS6e1x++xMA8GA1Ud
EwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhAKIByqjmgtzXWOyQFuFibOz0
tRXScaBeAIavfl+WRzCoAiAxbH1cyCb3Y5yBozrK1myKBFm5c/tV8ru1obbyNgJC
kg==
-----END CERTIFICATE-----
`;

const [leaf, root, curve] = [LEAF, ROOT, CURVE].map((pem) => new X509Certificate(pem));
for (const each of [leaf, root, curve]) {
  print(inspect(each));
  print(inspect(each.toLegacyObject(), { maxStringLength: null }));
  print(inspect(each.publicKey.export({ format: 'jwk' })));
  print(`${each.ca} ${each.toJSON().length} ${each.issuerCertificate} ${each.raw.length}`);
}
const hosts = ['localhost', 'LOCALHOST', 'a.example.test', 'a.b.example.test', '.example.test', 'example.test', 'x*.example.test', ''];
for (const options of [{}, { wildcards: false }, { partialWildcards: false }, { multiLabelWildcards: true }, { subject: 'always' }, { subject: 'never' }])
  print(hosts.map((name) => `${leaf.checkHost(name, options)} ${curve.checkHost(name, options)}`).join());
print(['127.0.0.1', '127.0.0.2', 'fe80::1', 'FE80:0:0::1'].map((ip) => leaf.checkIP(ip)).join());
try {
  leaf.checkIP('x');
} catch (error) {
  print(`${error.name} ${error.code} ${error.message}`);
}
print(['a@b.test', 'a@B.test', 'A@b.test', 'x@y.test', 'b.test'].map((email) => `${leaf.checkEmail(email)} ${leaf.checkEmail(email, { subject: 'always' })}`).join());
print(`${leaf.checkIssued(root)} ${root.checkIssued(root)} ${root.checkIssued(leaf)} ${leaf.verify(root.publicKey)} ${leaf.verify(leaf.publicKey)}`);
print(`${leaf.toString() === LEAF} ${new X509Certificate(leaf.raw).fingerprint256 === leaf.fingerprint256} ${structuredClone(leaf).serialNumber}`);
print(`${leaf.checkPrivateKey(createPrivateKey(readFileSync('server.key')))} ${new X509Certificate(readFileSync('server.pem')).checkPrivateKey(createPrivateKey(readFileSync('server.key')))}`);
for (const wrong of ['garbage', Buffer.from([1, 2, 3]), '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n', 1]) {
  try {
    new X509Certificate(wrong);
  } catch (error) {
    print(`${error.name} ${error.code} ${error.message}`);
  }
}
print(inspect(tls.checkServerIdentity('b.test', leaf.toLegacyObject())?.reason));
print(`${tls.rootCertificates.length > 100} ${Object.isFrozen(tls.rootCertificates)} ${new X509Certificate(tls.rootCertificates[0]).ca} ${tls.getCiphers().includes('tls_aes_128_gcm_sha256')}`);
print(`${tls.getCACertificates().length === tls.rootCertificates.length} ${tls.getCACertificates('extra').length}`);
