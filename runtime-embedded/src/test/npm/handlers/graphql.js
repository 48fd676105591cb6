const { buildSchema, graphql } = require('graphql');

const schema = buildSchema('type Tea { name: String! cups(min: Int = 0): [Int!]! } type Query { tea(name: String!): Tea }');
const root = { tea: ({ name }) => ({ name, cups: ({ min }) => [1, 2, 3].filter((n) => n >= min) }) };

exports.handler = async () => Promise.all([
  graphql({ schema, rootValue: root, source: 'query($n: String!) { tea(name: $n) { name cups(min: 2) } }', variableValues: { n: 'green' } }),
  graphql({ schema, rootValue: root, source: '{ tea { nme } }' }).then(({ errors }) => errors.map(({ message }) => message)),
]);
