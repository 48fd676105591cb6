'use strict';
(function ({ host, setLoaders }) {
  const builtinIds = host.ids();
  return {
    builtinIds,
    config: '{"target_defaults":{},"variables":{"napi_build_version":"10"}}',
    natives: { __proto__: null },
    builtinCategories: { canBeRequired: builtinIds, cannotBeRequired: [] },
    compileFunction: (id) => host.compile(id),
    setInternalLoaders: setLoaders,
    hasCachedBuiltins: () => true,
    getCacheUsage: () => ({}),
  };
})
