export const words = {
  zh: {
    open: '实时更新中',
    connecting: '正在连接',
    broken: '实时连接中断，正在重连；页面内容可能不是最新',
    show: '查看',
  },
  en: {
    open: 'Live',
    connecting: 'Connecting',
    broken: 'Live connection lost, trying again; what you see may be out of date',
    show: 'Show',
  },
};
