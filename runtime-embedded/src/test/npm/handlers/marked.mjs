import { marked } from 'marked';

export const handler = async () => marked.parse('# Tea\n\nA *cup* of `green` [tea](https://x.test "t").\n\n1. one\n2. two\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n');
