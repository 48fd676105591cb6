const { S3Client, GetObjectCommand } = require('@aws-sdk/client-s3');

exports.handler = async ({ http }) => {
  const client = new S3Client({ endpoint: http, region: 'us-east-1', forcePathStyle: true });
  const { Body, ContentType } = await client.send(new GetObjectCommand({ Bucket: 'bucket', Key: 'key.txt' }));
  return { text: await Body.transformToString(), ContentType };
};
