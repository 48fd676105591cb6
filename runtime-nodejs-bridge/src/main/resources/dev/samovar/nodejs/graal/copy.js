'use strict';
// What `fs.cpSync` has in C++, over the calls of `fs` itself, so that the jail holds for it.
(function (host) {
  const fs = () => host.realm().require('fs');
  const path = () => host.realm().require('path');

  function check(source, target, dereference, recursive) {
    const codes = host.realm().require('internal/errors').codes;
    const stat = dereference ? fs().statSync : fs().lstatSync;
    const from = stat(source);
    const to = stat(target, { throwIfNoEntry: false });
    const told = (message, code, errno) => ({ message, path: target, syscall: 'cp', errno, code });
    if (to !== undefined) {
      if (from.ino === to.ino && from.dev === to.dev) throw new codes.ERR_FS_CP_EINVAL(told('src and dest cannot be the same', 'EINVAL', 22));
      if (from.isDirectory() && !to.isDirectory())
        throw new codes.ERR_FS_CP_DIR_TO_NON_DIR(told(`cannot overwrite non-directory ${target} with directory ${source}`, 'EISDIR', 21));
      if (!from.isDirectory() && to.isDirectory())
        throw new codes.ERR_FS_CP_NON_DIR_TO_DIR(told(`cannot overwrite directory ${target} with non-directory ${source}`, 'ENOTDIR', 20));
    }
    if (from.isDirectory() && !recursive) throw Object.assign(
      new Error(`Recursive option not enabled, cannot copy a directory: ${source}/`), { code: 'ERR_FS_EISDIR' });
    if (from.isDirectory() && `${path().resolve(target)}/`.startsWith(`${path().resolve(source)}/`))
      throw new codes.ERR_FS_CP_EINVAL(told(`cannot copy ${source} to a subdirectory of self ${target}`, 'EINVAL', 22));
    fs().mkdirSync(path().dirname(target), { recursive: true });
  }

  function copyFile(source, target, mode, keepsTimes) {
    fs().copyFileSync(source, target, mode);
    const { atime, mtime, mode: permissions } = fs().statSync(source);
    fs().chmodSync(target, permissions);
    if (keepsTimes) fs().utimesSync(target, atime, mtime);
  }

  function copyDirectory(source, target, force, dereference, errorOnExist, verbatimLinks, keepsTimes) {
    fs().mkdirSync(target, { recursive: true });
    for (const name of fs().readdirSync(source)) {
      const from = path().join(source, name), to = path().join(target, name);
      const stat = (dereference ? fs().statSync : fs().lstatSync)(from);
      if (stat.isDirectory()) {
        copyDirectory(from, to, force, dereference, errorOnExist, verbatimLinks, keepsTimes);
        continue;
      }
      const there = fs().lstatSync(to, { throwIfNoEntry: false }) !== undefined;
      if (there && !force) {
        if (!errorOnExist) continue;
        const { ERR_FS_CP_EEXIST } = host.realm().require('internal/errors').codes;
        throw new ERR_FS_CP_EEXIST({ message: `${to} already exists`, path: to, syscall: 'cp', errno: 17, code: 'EEXIST' });
      }
      if (stat.isSymbolicLink()) {
        const link = fs().readlinkSync(from);
        if (there) fs().unlinkSync(to);
        fs().symlinkSync(verbatimLinks ? link : path().resolve(path().dirname(from), link), to);
      } else copyFile(from, to, 0, keepsTimes);
    }
  }

  return {
    cpSyncCheckPaths: check,
    cpSyncOverrideFile(source, target, mode, keepsTimes) {
      fs().unlinkSync(target);
      copyFile(source, target, mode, keepsTimes);
    },
    cpSyncCopyDir: copyDirectory,
  };
})
