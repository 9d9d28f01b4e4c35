export const words = {
  zh: { title: '键盘快捷键', switch: '启用单键快捷键（输入文字时不会触发）' },
  en: { title: 'Keyboard shortcuts', switch: 'Single-key shortcuts on (they never act while you type)' },
};
