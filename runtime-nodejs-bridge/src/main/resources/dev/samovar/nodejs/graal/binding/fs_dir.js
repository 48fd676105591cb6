'use strict';
(function ({ host }, internalBinding) {
  const fs = internalBinding('fs');

  // A directory that is read: its entries as they were when it was opened.
  class DirHandle {
    #names;
    #types;
    #at = 0;
    constructor(path, encoding) { [this.#names, this.#types] = fs.readdir(path, encoding, true); }
    read(encoding, count, request) {
      const some = [];
      const end = Math.min(this.#names.length, this.#at + count);
      for (; this.#at < end; this.#at++) some.push(this.#names[this.#at], this.#types[this.#at]);
      return told(request, some.length === 0 ? null : some);
    }
    close(request) { return told(request); }
  }

  function told(request, ...values) {
    if (request === undefined) return values[0];
    host.later(() => complete(request, null, ...values));
    return undefined;
  }

  function complete(request, ...values) {
    request.asyncCall(request.oncomplete, ...values);
    request.asyncEnd();
  }

  function opendirSync(path) {
    try {
      return new DirHandle(path, 'utf8');
    } catch (error) {
      throw opened(error);
    }
  }

  function opened(error) {
    error.syscall = 'opendir';
    error.message = error.message.replace(', scandir ', ', opendir ');
    return error;
  }

  return {
    DirHandle, opendirSync,
    opendir(path, encoding, request) {
      if (request === undefined) return opendirSync(path);
      host.later(() => {
        let handle;
        try {
          handle = opendirSync(path);
        } catch (error) {
          complete(request, error);
          return;
        }
        complete(request, null, handle);
      });
      return undefined;
    },
  };
})
