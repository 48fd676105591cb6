'use strict';
(function () {
  class CategorySet { enable() {} disable() {} }
  return {
    CategorySet,
    getEnabledCategories: () => undefined,
    setTraceCategoryStateUpdateHandler() {},
    getCategoryEnabledBuffer: () => new Uint8Array(1),
    isTraceCategoryEnabled: () => false,
    trace() {},
    available: false,
  };
})
