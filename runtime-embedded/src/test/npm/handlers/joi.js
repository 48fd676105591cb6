const Joi = require('joi');

const schema = Joi.object({ name: Joi.string().min(2).required(), email: Joi.string().email(), at: Joi.date().iso() }).with('email', 'at');

exports.handler = async () => [{ name: 'ab' }, { name: 'a' }, { name: 'abc', email: 'a@b.example' }, { name: 'ab', at: '2024-01-01' }]
  .map((value) => { const { error, value: read } = schema.validate(value, { abortEarly: false }); return error ? error.message : read; });
