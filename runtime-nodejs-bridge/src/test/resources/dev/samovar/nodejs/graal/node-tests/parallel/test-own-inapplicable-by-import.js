'use strict';
require('child_process').fork(__filename);
