const mime = require('mime-types');

exports.handler = async () => [mime.lookup('a/b.json'), mime.contentType('x.html'), mime.extension('image/png; q=1'), mime.charset('text/plain'), mime.lookup('none')];
