'use strict';
// What watches files: as they are told of by the host, and as they are seen to change from time to time.
(function (host, uv, { AsyncWrap }, { place, stat, filled, text }) {
  // A handle that keeps the loop alive from its start to its end, unless it was unref'd.
  class Watching extends AsyncWrap {
    #ref = true;
    #started = false;
    #closed = false;
    constructor(provider) {
      super();
      this.asyncBegin(provider);
    }
    get initialized() { return this.#started && !this.#closed; }
    _begin() { this.#started = true; if (this.#ref) host.handleAlive(true); }
    ref() { if (!this.#ref && this.initialized) host.handleAlive(true); this.#ref = true; }
    unref() { if (this.#ref && this.initialized) host.handleAlive(false); this.#ref = false; }
    hasRef() { return this.#ref && !this.#closed; }
    close(told) {
      if (this.#closed) return;
      if (this.initialized) {
        this._end();
        if (this.#ref) host.handleAlive(false);
      }
      this.#closed = true;
      host.later(() => {
        if (typeof told === 'function') this.asyncCall(told);
        this.asyncEnd();
      });
    }
  }

  const encoded = (name, encoding) => {
    if (encoding === 'buffer') return Buffer.from(name);
    return Buffer.isEncoding(encoding) ? Buffer.from(name).toString(encoding) : name;
  };

  class FSEvent extends Watching {
    #watch;
    constructor() { super('FSEVENTWRAP'); }
    start(path, persistent, recursive, encoding) {
      const own = text(path).replace(/\/+$/, '').replace(/.*\//, '') || '/';
      const tell = (event, name) => {
        if (this.initialized) this.asyncCall(this.onchange, 0, event, encoded(name ?? own, encoding));
      };
      let watch;
      try {
        watch = host.watch(place(path), tell);
      } catch (error) {
        if (error.errno === undefined) throw error;
        return error.errno;
      }
      if (typeof watch === 'string') return uv['UV_' + watch];
      this.#watch = watch;
      if (!persistent) this.unref();
      this._begin();
      return 0;
    }
    _end() { host.unwatch(this.#watch); }
  }

  // Where a change is seen: dev, mode, uid, gid, ino, size, and the times of the last change, of the status and of birth.
  const telling = [0, 1, 3, 4, 7, 8, 12, 13, 14, 15, 16, 17];
  const nothing = new Float64Array(18);

  class StatWatcher extends Watching {
    #bigint;
    #path;
    #interval;
    #timer;
    #seen = nothing;
    // What the last look met: undefined before the first one, 0, or an error.
    #status;
    constructor(bigint) {
      super('STATWATCHER');
      this.#bigint = bigint;
    }
    start(path, interval) {
      this.#path = path;
      this.#interval = interval;
      this._begin();
      host.later(() => this.#look());
      return 0;
    }
    #look() {
      if (!this.initialized) return;
      let now = nothing, status = 0;
      try {
        now = stat(this.#path);
      } catch (error) {
        if (error.errno === undefined) throw error;
        status = error.errno;
      }
      const before = this.#seen, last = this.#status;
      this.#status = status;
      if (status === 0) this.#seen = now;
      // What the listener throws does not end the watch.
      const { setTimeout } = host.realm().require('timers');
      this.#timer = setTimeout(() => this.#look(), this.#interval);
      if (!this.hasRef()) this.#timer.unref();
      const changed = status !== 0 ? status !== last : last !== undefined && (last !== 0 || telling.some((i) => before[i] !== now[i]));
      if (!changed) return;
      filled(before, this.#bigint, 18);
      this.asyncCall(this.onchange, status, filled(now, this.#bigint));
    }
    ref() { super.ref(); this.#timer?.ref(); }
    unref() { super.unref(); this.#timer?.unref(); }
    _end() { host.realm().require('timers').clearTimeout(this.#timer); }
  }

  return { FSEvent, StatWatcher };
})
