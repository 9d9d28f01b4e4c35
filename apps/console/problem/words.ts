export const words = {
  zh: {
    retry: '重试',
    codes: {
      UNREACHABLE: '网络不通，输入的内容仍在。请稍后重试。',
      UNAVAILABLE: '服务暂时不可用，请稍后重试；同一操作不会重复执行。',
      NOT_AUTHENTICATED: '登录已过期，请重新登录；已填内容不会丢失。',
      TOKEN_INVALID: '登录已过期，请重新登录；已填内容不会丢失。',
      FORBIDDEN: '您的岗位不能进行此操作。',
      NOT_FOUND: '没有找到，或不在您可查看的范围内。',
      STALE_VERSION: '该单据刚刚被他人更新，请查看最新内容后再操作。',
      UNEXPECTED: '发生了意外错误，请重试；如仍出现请联系管理员。',
    },
  },
  en: {
    retry: 'Try again',
    codes: {
      UNREACHABLE: 'No connection. What you typed is still here; try again in a moment.',
      UNAVAILABLE: 'The service does not answer now. Try again: the same act is never done twice.',
      NOT_AUTHENTICATED: 'Your session has ended. Sign in again; nothing you typed is lost.',
      TOKEN_INVALID: 'Your session has ended. Sign in again; nothing you typed is lost.',
      FORBIDDEN: 'Your post may not do this.',
      NOT_FOUND: 'Not found, or not yours to see.',
      STALE_VERSION: 'Somebody has just changed this. Look at its newest form, then act.',
      UNEXPECTED: 'Something unexpected happened. Try again; if it stays, tell your administrator.',
    },
  },
};
