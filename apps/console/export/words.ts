export const words = {
  zh: { csv: '导出 CSV', xlsx: '导出 Excel', recorded: '按当前筛选条件导出，导出行为将被记录' },
  en: {
    csv: 'Export CSV',
    xlsx: 'Export Excel',
    recorded: 'As it is filtered; each export is recorded',
  },
};
