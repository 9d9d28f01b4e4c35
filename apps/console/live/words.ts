export const words = {
  zh: { open: '实时更新中', broken: '实时连接中断，正在重连' },
  en: { open: 'Live', broken: 'Live connection lost, trying again' },
};
