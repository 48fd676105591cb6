/** The AWS SDK for JavaScript at an endpoint. Started by "run", which tells where the endpoint (ENDPOINT) and the packages (WORK) are. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { CreateRoleCommand, DeleteRoleCommand, GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import * as aws from '@aws-sdk/client-lambda';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

const account = '000000000000';
const role = `arn:aws:iam::${account}:role/jug`;
const arn = (name) => `arn:aws:lambda:us-east-1:${account}:function:${name}`;
const settings = { endpoint: process.env.ENDPOINT, region: 'us-east-1', maxAttempts: 1 };
const lambda = new aws.LambdaClient(settings);
const logs = new CloudWatchLogsClient(settings);
const iam = new IAMClient(settings);
const sts = new STSClient(settings);
const patience = { client: lambda, maxWaitTime: 60, minDelay: 1, maxDelay: 1 };
const zip = (name) => readFile(join(process.env.WORK, `${name}.zip`));
const json = (bytes) => JSON.parse(Buffer.from(bytes).toString());

after(() => [lambda, logs, iam, sts].forEach((client) => client.destroy()));

const create = async (t, name, handler = 'greet', more = {}) => {
  const made = await lambda.send(
    new aws.CreateFunctionCommand({
      FunctionName: name,
      Runtime: 'nodejs22.x',
      Role: role,
      Handler: `index.${handler}`,
      Code: { ZipFile: await zip('first') },
      Timeout: 30,
      ...more,
    }),
  );
  t.after(() => lambda.send(new aws.DeleteFunctionCommand({ FunctionName: name })));
  await aws.waitUntilFunctionActiveV2(patience, { FunctionName: name });
  return made;
};

const invoke = (name, event = { name: 'Ann' }, more = {}) =>
  lambda.send(new aws.InvokeCommand({ FunctionName: name, Payload: JSON.stringify(event), ...more }));

const collect = async (pages, of) => {
  const all = [];
  for await (const page of pages) all.push(...of(page));
  return all;
};

test('creates, invokes and changes', async (t) => {
  const made = await create(t, 'jug', 'greet', { Environment: { Variables: { WHO: 'world' } } });
  assert.equal(made.State, 'Pending');
  assert.equal(made.CodeSha256, createHash('sha256').update(await zip('first')).digest('base64'));

  const answer = await invoke('jug', { name: 'Ann' }, {
    LogType: 'Tail',
    ClientContext: Buffer.from('{"custom":{"cup":"big"}}').toString('base64'),
  });
  assert.equal(answer.StatusCode, 200);
  assert.equal(answer.ExecutedVersion, '$LATEST');
  assert.equal(answer.FunctionError, undefined);
  const told = json(answer.Payload);
  assert.equal(told.greeting, 'Hello, Ann!');
  assert.equal(told.who, 'world');
  assert.match(JSON.stringify(told.client), /"cup":"big"/);
  const tail = Buffer.from(answer.LogResult, 'base64').toString();
  assert.match(tail, new RegExp(`START RequestId: ${answer.$metadata.requestId} `));
  assert.match(tail, /greeting Ann\n/);

  await lambda.send(new aws.PublishVersionCommand({ FunctionName: 'jug' }));
  await lambda.send(new aws.UpdateFunctionCodeCommand({ FunctionName: 'jug', ZipFile: await zip('second') }));
  await aws.waitUntilFunctionUpdatedV2(patience, { FunctionName: 'jug' });
  assert.deepEqual(json((await invoke('jug')).Payload), { greeting: 'Good day, Ann!', version: '$LATEST' });
  await lambda.send(
    new aws.CreateAliasCommand({ FunctionName: 'jug', Name: 'live', FunctionVersion: '1' }),
  );
  assert.equal((await invoke('jug', {}, { Qualifier: 'live' })).ExecutedVersion, '1');
  const configuration = await lambda.send(
    new aws.GetFunctionConfigurationCommand({ FunctionName: arn('jug'), Qualifier: 'live' }),
  );
  assert.equal(configuration.FunctionArn, arn('jug:live'));
  assert.equal((await invoke('jug', {}, { InvocationType: 'Event' })).StatusCode, 202);
  assert.equal((await invoke('jug', {}, { InvocationType: 'DryRun' })).StatusCode, 204);
});

test('streams, and tells in the stream that a function failed', async (t) => {
  await create(t, 'spout', 'stream');
  const stream = async (event) => {
    const { EventStream } = await lambda.send(
      new aws.InvokeWithResponseStreamCommand({
        FunctionName: 'spout',
        Payload: JSON.stringify(event),
        LogType: 'Tail',
      }),
    );
    const events = await collect(EventStream, (it) => [it]);
    const text = events.map((it) => (it.PayloadChunk ? Buffer.from(it.PayloadChunk.Payload).toString() : '')).join('');
    return { text, end: events.at(-1).InvokeComplete };
  };

  const whole = await stream({ cups: 3 });
  assert.equal(whole.text, 'cup 1\ncup 2\ncup 3\n');
  assert.equal(whole.end.ErrorCode, undefined);
  assert.match(Buffer.from(whole.end.LogResult, 'base64').toString(), /REPORT RequestId/);

  const spilt = await stream({ cups: 1, spill: true });
  assert.equal(spilt.text, 'cup 1\n');
  assert.match(spilt.end.ErrorDetails, /spilt/);
});

test('tells that a function failed', async (t) => {
  await create(t, 'cracked', 'fail');
  const answer = await invoke('cracked');
  assert.equal(answer.FunctionError, 'Unhandled');
  const { errorType, errorMessage } = json(answer.Payload);
  assert.deepEqual({ errorType, errorMessage }, { errorType: 'RangeError', errorMessage: 'too hot' });
});

test('refuses what is more than reserved', async (t) => {
  await create(t, 'small', 'held');
  await lambda.send(new aws.PutFunctionConcurrencyCommand({ FunctionName: 'small', ReservedConcurrentExecutions: 1 }));
  const gate = createServer().listen(0, '127.0.0.1');
  await once(gate, 'listening');
  const first = invoke('small', { port: gate.address().port });
  const [held] = await once(gate, 'connection');

  await assert.rejects(invoke('small', { port: gate.address().port }), (refused) => {
    assert.ok(refused instanceof aws.TooManyRequestsException);
    assert.equal(refused.$metadata.httpStatusCode, 429);
    assert.equal(refused.Reason, 'ReservedFunctionConcurrentInvocationLimitExceeded');
    assert.equal(refused.message, 'Rate Exceeded.');
    assert.match(refused.retryAfterSeconds, /^[1-9]/);
    return true;
  });
  held.end();
  assert.equal(json((await first).Payload), 'let go');
  gate.close();
});

test('tries again what was refused', async (t) => {
  await create(t, 'shut');
  await lambda.send(new aws.PutFunctionConcurrencyCommand({ FunctionName: 'shut', ReservedConcurrentExecutions: 0 }));
  const patient = new aws.LambdaClient({ ...settings, maxAttempts: 2 });
  await assert.rejects(patient.send(new aws.InvokeCommand({ FunctionName: 'shut' })), (refused) => {
    assert.equal(refused.$metadata.attempts, 2);
    return refused instanceof aws.TooManyRequestsException;
  });
  patient.destroy();
});

test('says what is wrong', async (t) => {
  await create(t, 'there');
  const refused = (command, type, message) =>
    assert.rejects(lambda.send(command), (error) => {
      assert.equal(error.name, type);
      assert.match(error.message, message);
      return true;
    });
  await refused(new aws.GetFunctionCommand({ FunctionName: 'nowhere' }), 'ResourceNotFoundException', /Function not found: arn/);
  await refused(new aws.GetPolicyCommand({ FunctionName: 'there' }), 'ResourceNotFoundException', /does not exist/);
  await refused(
    new aws.UpdateFunctionConfigurationCommand({ FunctionName: 'there', MemorySize: 1, Timeout: 0 }),
    'ValidationException',
    /^2 validation errors detected: (?=.*Value '1' at 'memorySize')(?=.*Value '0' at 'timeout')/,
  );
  await refused(
    new aws.InvokeCommand({ FunctionName: 'there:1', Qualifier: '2' }),
    'InvalidParameterValueException',
    /The derived qualifier from the function name does not match/,
  );
  await refused(
    new aws.InvokeCommand({ FunctionName: 'there', Payload: '{' }),
    'InvalidRequestContentException',
    /Could not parse request body into json/,
  );
  await refused(
    new aws.InvokeCommand({ FunctionName: 'there', Payload: `"${'a'.repeat(6_291_456)}"` }),
    'RequestEntityTooLargeException',
    /Request must be smaller than 6291456 bytes/,
  );
});

test('pages', async (t) => {
  const names = ['jug-1', 'jug-2', 'jug-3'];
  for (const name of names) await create(t, name);
  const listed = await collect(
    aws.paginateListFunctions({ client: lambda, pageSize: 1 }, {}),
    (page) => page.Functions.map((it) => it.FunctionName),
  );
  assert.deepEqual(listed.filter((name) => names.includes(name)).sort(), names);
});

test('answers function URLs', async (t) => {
  await create(t, 'poured', 'url');
  const { FunctionUrl } = await lambda.send(
    new aws.CreateFunctionUrlConfigCommand({ FunctionName: 'poured', AuthType: 'NONE' }),
  );
  for (const [Action, more] of [['InvokeFunctionUrl', { FunctionUrlAuthType: 'NONE' }], ['InvokeFunction', {}]])
    await lambda.send(
      new aws.AddPermissionCommand({
        FunctionName: 'poured', StatementId: Action, Action: `lambda:${Action}`, Principal: '*', ...more,
      }),
    );
  // Not every resolver knows names below localhost.
  const { host, port } = new URL(FunctionUrl);
  const [answer] = await once(get({ host: '127.0.0.1', port, path: '/tea?cup=1', headers: { host } }), 'response');
  assert.equal(answer.statusCode, 201);
  assert.deepEqual(answer.headers['set-cookie'], ['cup=1']);
  assert.equal(Buffer.concat(await answer.toArray()).toString(), 'GET /tea?cup=1 ');
});

test('keeps layers, tags and what becomes of events', async (t) => {
  const layer = await lambda.send(
    new aws.PublishLayerVersionCommand({ LayerName: 'jug-leaves', Content: { ZipFile: await zip('layer') } }),
  );
  await create(t, 'furnished', 'greet', { Layers: [layer.LayerVersionArn], Tags: { a: '1' } });
  await lambda.send(new aws.TagResourceCommand({ Resource: arn('furnished'), Tags: { b: '2' } }));
  const got = await lambda.send(new aws.GetFunctionCommand({ FunctionName: 'furnished' }));
  assert.deepEqual(got.Tags, { a: '1', b: '2' });
  assert.equal(got.Configuration.Layers[0].Arn, layer.LayerVersionArn);
  await lambda.send(
    new aws.PutFunctionEventInvokeConfigCommand({ FunctionName: 'furnished', MaximumRetryAttempts: 0 }),
  );
  const events = await lambda.send(new aws.GetFunctionEventInvokeConfigCommand({ FunctionName: 'furnished' }));
  assert.equal(events.MaximumRetryAttempts, 0);
  assert.ok(events.LastModified instanceof Date && events.LastModified > new Date(2020, 1));
  await lambda.send(new aws.DeleteLayerVersionCommand({ LayerName: 'jug-leaves', VersionNumber: 1 }));
});

test('reads the logs', async (t) => {
  await create(t, 'chatty');
  await invoke('chatty', { name: 'Bea' });
  const lines = await collect(
    paginateFilterLogEvents({ client: logs }, { logGroupName: '/aws/lambda/chatty', filterPattern: 'greeting' }),
    (page) => page.events.map((it) => it.message),
  );
  assert.equal(lines.length, 1);
  assert.match(lines[0], /greeting Bea/);
});

test('knows callers and roles', async () => {
  assert.equal((await sts.send(new GetCallerIdentityCommand())).Account, account);
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: 'jug', AssumeRolePolicyDocument }));
  assert.equal(Role.Arn, role);
  await iam.send(new DeleteRoleCommand({ RoleName: 'jug' }));
  await assert.rejects(iam.send(new GetRoleCommand({ RoleName: 'jug' })), { name: 'NoSuchEntityException' });
});
