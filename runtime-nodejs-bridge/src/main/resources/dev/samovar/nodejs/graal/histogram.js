'use strict';
// A histogram of integers, exact to three figures as HdrHistogram's is.
(function () {
  const EXACT = 2048;

  // The least and the most value that are counted as one with this.
  function bounds(value) {
    let width = 1;
    while (value / width >= EXACT) width *= 2;
    const low = Math.floor(value / width) * width;
    return [low, low + width - 1];
  }

  return class Histogram {
    #counts = new Map();
    #total = 0;
    #exceeds = 0;
    #last;
    constructor(lowest = 1, highest = Number.MAX_SAFE_INTEGER) {
      this.lowest = Number(lowest);
      this.highest = Number(highest);
    }
    record(value) {
      value = Number(value);
      if (value > this.highest || value < 0) { this.#exceeds++; return; }
      const [low] = bounds(value);
      this.#counts.set(low, (this.#counts.get(low) ?? 0) + 1);
      this.#total++;
    }
    recordDelta() {
      const now = process.hrtime.bigint();
      if (this.#last !== undefined) this.record(now - this.#last);
      this.#last = now;
    }
    add(other) {
      for (const [value, count] of other.#counts) this.#counts.set(value, (this.#counts.get(value) ?? 0) + count);
      this.#total += other.#total;
      this.#exceeds += other.#exceeds;
      return this.#exceeds;
    }
    reset() { this.#counts.clear(); this.#total = this.#exceeds = 0; this.#last = undefined; }
    #sorted() { return [...this.#counts].sort(([a], [b]) => a - b); }
    count() { return this.#total; }
    exceeds() { return this.#exceeds; }
    min() { return this.#total === 0 ? 9223372036854776000 : this.#sorted()[0][0]; }
    max() { return this.#total === 0 ? 0 : bounds(this.#sorted().at(-1)[0])[1]; }
    mean() {
      if (this.#total === 0) return NaN;
      return this.#sum((middle) => middle) / this.#total;
    }
    stddev() {
      if (this.#total === 0) return NaN;
      const mean = this.mean();
      return Math.sqrt(this.#sum((middle) => (middle - mean) ** 2) / this.#total);
    }
    #sum(of) {
      let sum = 0;
      for (const [low, count] of this.#counts) {
        const high = bounds(low)[1];
        sum += of(high === low ? low : low + (high - low + 1) / 2) * count;
      }
      return sum;
    }
    percentile(percent) {
      const wanted = Math.max(1, Math.round(percent / 100 * this.#total));
      let seen = 0;
      for (const [value, count] of this.#sorted()) {
        seen += count;
        if (seen >= wanted) return bounds(value)[1];
      }
      return 0;
    }
    percentiles(into) {
      if (this.#total === 0) { into.set(100, 0); return; }
      for (let percent = 0, left = 100; left > 1e-3; percent += left /= 2) {
        into.set(percent, this.percentile(percent));
        if (this.percentile(percent) === this.max()) break;
      }
      into.set(100, this.max());
    }
    percentilesBigInt(into) {
      const all = new Map();
      this.percentiles(all);
      for (const [percent, value] of all) into.set(percent, BigInt(value));
    }
    countBigInt() { return BigInt(this.count()); }
    exceedsBigInt() { return BigInt(this.exceeds()); }
    minBigInt() { return this.#total === 0 ? 9223372036854775807n : BigInt(this.min()); }
    maxBigInt() { return BigInt(this.max()); }
    percentileBigInt(percent) { return BigInt(this.percentile(percent)); }
  };
})
