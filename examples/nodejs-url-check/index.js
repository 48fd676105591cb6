const https = require('https');

function status(url) {
  return new Promise((resolve, reject) => {
    https.get(url, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });
}

exports.handler = async () => {
  const url = process.env.CHECKED_URL;
  try {
    const code = await status(url);
    console.log(`status code: ${code}`);
    return code;
  } catch (error) {
    console.error(`${url} does not answer:`, error.message);
    throw error;
  }
};
