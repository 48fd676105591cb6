'use strict';
(function ({ host }) {
  // package.json files as the module loaders ask for them; each is read once.
  const known = new Map();
  const string = (value) => typeof value === 'string' ? value : undefined;

  function read(path) {
    if (known.has(path)) return known.get(path);
    const text = host.readFile(path);
    let found;
    if (text !== undefined) {
      const json = parse(text, path);
      const part = (value) => value === undefined || typeof value === 'string' ? value : JSON.stringify(value);
      found = {
        name: string(json.name), main: string(json.main),
        type: json.type === 'module' || json.type === 'commonjs' ? json.type : 'none',
        imports: typeof json.imports === 'object' ? part(json.imports) : undefined,
        exports: part(json.exports), path,
      };
    }
    known.set(path, found);
    return found;
  }

  function parse(text, path) {
    try {
      const json = JSON.parse(text);
      return typeof json === 'object' && json !== null ? json : {};
    } catch {
      const { ERR_INVALID_PACKAGE_CONFIG } = host.realm().require('internal/errors').codes;
      throw new ERR_INVALID_PACKAGE_CONFIG(path + '.', undefined, undefined);
    }
  }

  const asArray = (found) => found && [found.name, found.main, found.type, found.imports, found.exports, found.path];

  function nearest(file) {
    for (let at = file.lastIndexOf('/'); at >= 0; at = file.lastIndexOf('/', at - 1)) {
      const directory = file.slice(0, at);
      if (directory.endsWith('/node_modules')) return undefined;
      const found = read(directory + '/package.json');
      if (found) return found;
      if (at === 0) break;
    }
    return undefined;
  }

  const fileOf = (url) => url.startsWith('file://') ? decodeURIComponent(url.slice(7).replace(/[?#].*$/, '')) : url;

  // `import.meta.filename` and `import.meta.dirname`.
  function setLazyPathHelpers(meta, url) {
    const filename = host.realm().require('internal/url').fileURLToPath(url);
    meta.dirname = filename.slice(0, filename.lastIndexOf('/')) || '/';
    meta.filename = filename;
  }

  return {
    readPackageJSON: (path, isESM, base, specifier) => asArray(read(path)),
    getNearestParentPackageJSON: (file) => asArray(nearest(file)),
    getNearestParentPackageJSONType: (file) => nearest(file)?.type ?? 'none',
    getPackageScopeConfig(url) {
      const file = fileOf(url);
      return asArray(nearest(file)) ?? '/package.json';
    },
    getPackageType: (url) => { const type = nearest(fileOf(url))?.type; return type === 'none' ? undefined : type; },
    enableCompileCache: () => [3], getCompileCacheDir: () => undefined, flushCompileCache() {}, setLazyPathHelpers,
    compileCacheStatus: ['FAILED', 'ENABLED', 'ALREADY_ENABLED', 'DISABLED'],
    cachedCodeTypes: { kStrippedTypeScript: 0, kTransformedTypeScript: 1, kTransformedTypeScriptWithSourceMaps: 2 },
    getCompileCacheEntry() {}, saveCompileCacheEntry() {},
  };
})
