// The function that all of them run: it answers its event.
export const handler = async (event) => event;

// The same behind a URL, which is given the whole request.
export const url = async (request) => handler(JSON.parse(request.body));
