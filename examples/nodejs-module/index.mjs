import { readFile } from 'node:fs/promises';

// Read once, when the environment begins.
const greetings = JSON.parse(await readFile(new URL('greetings.json', import.meta.url), 'utf8'));

export const handler = async ({ name, language = 'en' }) => ({ greeting: `${greetings[language]}, ${name}!` });
