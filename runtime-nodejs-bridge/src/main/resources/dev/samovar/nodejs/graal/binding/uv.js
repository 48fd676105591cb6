'use strict';
(function ({ host }) {
  const table = JSON.parse(host.data('uv'));
  const names = new Map(Object.entries(table).map(([name, [code, message]]) => [code, [name, message]]));
  const codes = Object.fromEntries(Object.entries(table).map(([name, [code]]) => ['UV_' + name, code]));
  return {
    ...codes,
    errname: (code) => names.get(code)?.[0] ?? `Unknown system error ${code}`,
    getErrorMap: () => names,
    getErrorMessage: (code) => names.get(code)?.[1] ?? `Unknown system error ${code}`,
  };
})
