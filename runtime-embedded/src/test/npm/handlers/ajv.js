const Ajv = require('ajv');

const validate = new Ajv({ allErrors: true }).compile({
  type: 'object', required: ['name'], additionalProperties: false,
  properties: { name: { type: 'string', minLength: 2 }, age: { type: 'integer', minimum: 0 } },
});

exports.handler = async () => [{ name: 'tea', age: 3 }, { name: 't', age: -1, more: 1 }, {}].map((value) =>
  validate(value) || validate.errors.map(({ instancePath, message }) => `${instancePath} ${message}`));
