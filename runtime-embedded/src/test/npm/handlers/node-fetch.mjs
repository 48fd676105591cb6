import fetch, { FormData, Headers } from 'node-fetch';

export const handler = async ({ http }) => {
  const got = await fetch(`${http}/echo?q=1`, { headers: new Headers({ 'x-a': 'b' }) });
  const form = new FormData();
  form.set('tea', 'green');
  const posted = await fetch(`${http}/echo`, { method: 'POST', body: JSON.stringify({ tea: 1 }), headers: { 'content-type': 'application/json' } });
  return { got: await got.json(), type: got.headers.get('content-type'), posted: (await posted.json()).body, form: [...form.keys()],
    missing: (await fetch(`${http}/status/404`)).ok };
};
