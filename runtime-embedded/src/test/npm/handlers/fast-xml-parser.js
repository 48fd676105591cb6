const { XMLParser, XMLBuilder, XMLValidator } = require('fast-xml-parser');

exports.handler = async () => {
  const options = { ignoreAttributes: false, attributeNamePrefix: '@' };
  const parsed = new XMLParser(options).parse('<teas kind="g"><tea n="1">Sencha</tea><tea n="2"><![CDATA[<x>]]></tea></teas>');
  return { parsed, built: new XMLBuilder(options).build(parsed), wrong: XMLValidator.validate('<a><b></a>').err.code };
};
