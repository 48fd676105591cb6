const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, GetCommand } = require('@aws-sdk/lib-dynamodb');

exports.handler = async ({ http }) => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: http, region: 'us-east-1' }));
  const { Item } = await client.send(new GetCommand({ TableName: 'teas', Key: { id: '1' } }));
  return Item;
};
