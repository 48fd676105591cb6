// Flags: --expose-internals
'use strict';
require('internal/util');
