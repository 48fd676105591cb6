const semver = require('semver');

exports.handler = async () => [semver.satisfies('1.2.3', '^1.1.0 || >=3'), semver.inc('1.2.3-rc.1', 'prerelease'), ['1.10.0', '1.9.0', '2.0.0-a'].sort(semver.compare), semver.coerce('v4.5-x').version, semver.validRange('>1 <x'), semver.minVersion('~2.3').version];
