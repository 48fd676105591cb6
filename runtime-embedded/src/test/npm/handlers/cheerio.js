const cheerio = require('cheerio');

exports.handler = async () => {
  const $ = cheerio.load('<ul id=teas><li class="a">Green</li><li>Black &amp; red</li></ul>');
  $('li').last().attr('data-x', '1').addClass('b');
  return { texts: $('#teas li').map((_, item) => $(item).text()).get(), html: $.html('ul') };
};
