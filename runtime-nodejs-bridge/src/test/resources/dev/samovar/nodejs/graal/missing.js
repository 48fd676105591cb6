'use strict';
try {
  require('node:sqlite');
} catch (error) {
  print(error.message);
}
