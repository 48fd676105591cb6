'use strict';
(function () { return { setImplementation() {} }; })
