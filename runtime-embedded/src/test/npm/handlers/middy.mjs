import middy from '@middy/core';
import httpJsonBodyParser from '@middy/http-json-body-parser';

const steps = [];
const parsed = middy(async (event) => { steps.push('handler'); if (event.body.fail) throw new Error('no'); return { tea: event.body.tea }; })
  .use(httpJsonBodyParser())
  .use({ before: () => { steps.push('before'); }, after: () => { steps.push('after'); }, onError: ({ error }) => { steps.push(error.message); return { failed: true }; } });

export const handler = async (_, context) => {
  const event = (body) => ({ headers: { 'content-type': 'application/json' }, body });
  return [await parsed(event('{"tea":"green"}'), context), await parsed(event('{"fail":1}'), context), await parsed(event('{'), context), steps];
};
