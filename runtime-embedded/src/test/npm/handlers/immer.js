const { produce, enableMapSet, original, isDraft } = require('immer');
enableMapSet();

exports.handler = async () => {
  const before = { teas: [{ name: 'a' }, { name: 'b' }], seen: new Map([['x', 1]]) };
  const after = produce(before, (draft) => { draft.teas[1].name = 'c'; draft.seen.set('y', 2); draft.is = isDraft(draft) && original(draft) === before; });
  return [before.teas[0] === after.teas[0], after.teas, [...after.seen], [...before.seen], after.is, Object.isFrozen(after)];
};
