import { handler } from './handler.mjs';

export default {
  async fetch(request) {
    const answer = await handler(await request.json());
    return new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } });
  },
};
