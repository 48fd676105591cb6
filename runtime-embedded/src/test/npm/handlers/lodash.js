const _ = require('lodash');

exports.handler = async () => ({
  grouped: _.groupBy([1.2, 1.8, 2.1], Math.floor), merged: _.merge({ a: { b: 1 } }, { a: { c: [2] } }),
  chained: _.chain([3, 1, 2, 3]).uniq().sortBy().map((n) => n * 2).value(), template: _.template('hi <%- name %>')({ name: '<x>' }),
  cased: ['camelCase', 'kebabCase', 'startCase'].map((how) => _[how]('Green tea_cup')), clone: _.isEqual(_.cloneDeep({ a: new Map([[1, { b: 2 }]]) }), { a: new Map([[1, { b: 2 }]]) }),
});
