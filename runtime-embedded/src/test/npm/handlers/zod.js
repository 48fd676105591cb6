const { z } = require('zod');

const Tea = z.object({ name: z.string().min(2), cups: z.coerce.number().int().positive(), kind: z.enum(['green', 'black']).default('green'), tags: z.array(z.string()).optional() }).strict();

exports.handler = async () => [{ name: 'ab', cups: '3' }, { name: 'a', cups: -1, kind: 'red', more: 1 }].map((value) => {
  const { success, data, error } = Tea.safeParse(value);
  return success ? data : error.issues.map(({ path, code, message }) => [path.join('.'), code, message]);
});
