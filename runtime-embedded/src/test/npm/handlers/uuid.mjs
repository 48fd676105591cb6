import { v1, v4, v5, v7, validate, version, parse, stringify } from 'uuid';

export const handler = async () => [v5('tea', v5.URL), [v1(), v4(), v7()].map((id) => [validate(id), version(id)]), stringify(parse('109156be-c4fb-41ea-b1b4-efe1671c5836')), validate('x'), v7() < v7()];
