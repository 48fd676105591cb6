const validator = require('validator');

exports.handler = async () => [validator.isEmail('a@b.example'), validator.isURL('https://x.test/a?b=c'), validator.isIBAN('DE89370400440532013000'), validator.escape('<a href="x">'), validator.isISO8601('2024-02-30', { strict: true }), validator.normalizeEmail('A.B+c@gmail.com'), validator.isCreditCard('4111111111111111')];
