export const words = {
  zh: {
    left: { minutes: '剩 {{count}} 分钟', hours: '剩 {{count}} 小时', days: '剩 {{count}} 天' },
    over: { minutes: '超时 {{count}} 分钟', hours: '超时 {{count}} 小时', days: '超时 {{count}} 天' },
  },
  en: {
    left: { minutes: '{{count}} min left', hours: '{{count}} h left', days: '{{count}} d left' },
    over: { minutes: '{{count}} min over', hours: '{{count}} h over', days: '{{count}} d over' },
  },
};
