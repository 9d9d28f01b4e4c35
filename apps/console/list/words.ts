export const words = {
  zh: { back: '上一页', on: '下一页', page: '第 {{page}} 页' },
  en: { back: 'Previous', on: 'Next', page: 'Page {{page}}' },
};
