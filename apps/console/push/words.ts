export const words = {
  zh: {
    name: '本浏览器的推送',
    on: '已开启：页面关闭时，本浏览器也会收到提醒。推送不含姓名和病情。',
    off: '未开启：页面关闭后，本浏览器不会收到提醒。',
    turnOn: '在本浏览器开启',
    turnOff: '在本浏览器关闭',
    notOffered: '本系统尚未配置浏览器推送，请联系系统管理员。',
    cannot: '本浏览器不支持推送。',
    denied: '浏览器已禁止本站发送通知：请在浏览器的网站设置中允许，再重试。',
    unreachable: '浏览器连不上推送服务，未能开启。请检查网络后重试。',
  },
  en: {
    name: 'Push to this browser',
    on: 'On: this browser is told while the page is closed. No name and no illness is sent.',
    off: 'Off: with the page closed, this browser is told nothing.',
    turnOn: 'Turn on here',
    turnOff: 'Turn off here',
    notOffered: 'Browser push is not set up in this system; ask its administrator.',
    cannot: 'This browser cannot be pushed to.',
    denied: 'The browser forbids notifications of this site: allow them in its site settings and try again.',
    unreachable: 'The browser reaches no push service; nothing was turned on. Check the network and try again.',
  },
};
