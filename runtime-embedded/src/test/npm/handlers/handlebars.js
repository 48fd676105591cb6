const handlebars = require('handlebars');

handlebars.registerHelper('loud', (text) => text.toUpperCase());
const template = handlebars.compile('{{#each teas}}{{@index}}:{{loud name}}{{#unless @last}}, {{/unless}}{{/each}} {{raw}} {{{raw}}}');

exports.handler = async () => template({ teas: [{ name: 'a' }, { name: 'b' }], raw: '<i>' });
