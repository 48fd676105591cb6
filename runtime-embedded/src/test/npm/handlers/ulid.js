const { ulid, decodeTime, monotonicFactory } = require('ulid');

exports.handler = async () => { const next = monotonicFactory(); return [ulid(1469918176385).slice(0, 10), decodeTime('01ARYZ6S41TSV4RRFFQ69G5FAV'), next(1) < next(1)]; };
