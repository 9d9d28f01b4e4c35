import { keysOf, treeOf } from './network-tree';

describe('the tree of the care network', () => {
  const rows = {
    institutions: ['H1', 'T1', 'V1', 'X1'].map((code) => ({ code, name: `house ${code}` })),
    consortia: [{ id: 'c', name: 'consortium' }],
    members: [
      { consortiumId: 'c', institution: 'T1', lead: false },
      { consortiumId: 'c', institution: 'H1', lead: true },
      { consortiumId: 'c', institution: 'V1', lead: false },
    ],
    parents: [{ institution: 'V1', parent: 'T1' }],
  };

  it('puts the lead first, villages below their township, and the rest apart: each house once', () => {
    expect(treeOf(rows, 'others')).toEqual([
      {
        key: 'c',
        title: 'consortium',
        selectable: false,
        children: [
          { key: 'c:H1', title: '★ house H1 H1' },
          { key: 'c:T1', title: 'house T1 T1', children: [{ key: 'c:V1', title: 'house V1 V1' }] },
        ],
      },
      { key: 'alone', title: 'others', selectable: false, children: [{ key: 'alone:X1', title: 'house X1 X1' }] },
    ]);
  });

  it('finds a house in every consortium that it belongs to, and no consortium of the same name', () => {
    const twice = {
      ...rows,
      consortia: [...rows.consortia, { id: 'T1', name: 'another' }],
      members: [...rows.members, { consortiumId: 'T1', institution: 'T1', lead: true }],
    };
    expect(keysOf('T1', treeOf(twice, 'others'))).toEqual(['c:T1', 'T1:T1']);
  });
});
