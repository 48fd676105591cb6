const { nanoid, customAlphabet } = require('nanoid');

exports.handler = async () => [nanoid().length, /^[\w-]{10}$/.test(nanoid(10)), /^[ab]{5}$/.test(customAlphabet('ab', 5)()), new Set(Array.from({ length: 1000 }, () => nanoid())).size];
