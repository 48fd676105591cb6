const { SQSClient, GetQueueUrlCommand } = require('@aws-sdk/client-sqs');

exports.handler = async ({ http }) => {
  const client = new SQSClient({ endpoint: http, region: 'us-east-1' });
  return (await client.send(new GetQueueUrlCommand({ QueueName: 'orders' }))).QueueUrl;
};
