const mustache = require('mustache');

exports.handler = async () => mustache.render('{{#teas}}<{{name}}|{{{name}}}>{{/teas}}{{^none}}nothing{{/none}}{{> part}}', { teas: [{ name: 'a&b' }, { name: 'c' }], x: 1 }, { part: ' [{{x}}]' });
