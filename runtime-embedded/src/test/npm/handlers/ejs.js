const ejs = require('ejs');

exports.handler = async () => [
  ejs.render('<% for (const tea of teas) { %><b><%= tea %></b><% } %><%- raw %>', { teas: ['a&b', 'c'], raw: '<i>' }),
  await ejs.render('<%= await later %>', { later: Promise.resolve('done') }, { async: true }),
];
