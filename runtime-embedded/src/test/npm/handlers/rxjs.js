const { interval, from, lastValueFrom, merge, of, throwError } = require('rxjs');
const { map, take, toArray, mergeMap, delay, catchError, scan, debounceTime } = require('rxjs/operators');

exports.handler = async () => [
  await lastValueFrom(interval(2).pipe(take(4), scan((sum, n) => sum + n, 0), toArray())),
  await lastValueFrom(from([3, 1, 2]).pipe(mergeMap((n) => of(n).pipe(delay(n * 10))), map((n) => n * n), toArray())),
  await lastValueFrom(merge(of(1), throwError(() => new Error('no'))).pipe(catchError((error) => of(error.message)), debounceTime(1), toArray())),
];
