'use strict';
(function () { return { has: () => true }; })
