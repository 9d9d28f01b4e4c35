export const words = {
  zh: {
    retry: '重试',
    codes: {
      UNREACHABLE: '网络不通，输入的内容仍在。请稍后重试。',
      UNAVAILABLE: '服务暂时不可用，请稍后重试；同一操作不会重复执行。',
      NOT_AUTHENTICATED: '登录已过期，请重新登录；已填内容不会丢失。',
      TOKEN_INVALID: '登录已过期，请重新登录；已填内容不会丢失。',
      SIGN_IN_REFUSED: '登录未完成：可能超时或已被拒绝，请重新登录。',
      ISSUER_UNAVAILABLE: '登录服务暂时不可用，请稍后重试。',
      SIGN_IN_OFF: '本系统未配置登录，请联系管理员。',
      NO_ROLE: '该账号在本系统中没有岗位，请联系管理员。',
      CROSS_SITE: '请求不是从本系统页面发出，已被拒绝。请刷新页面后重试。',
      FORBIDDEN: '您的岗位不能进行此操作。',
      NOT_DELEGATED:
        '该科室未授权转诊中心决定：转诊中心仅可因科室不对、重复转诊、不在协作网络内而不接收，其余请由医生或科主任处理。',
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
      SIGN_IN_REFUSED: 'The sign-in was not finished: it took too long or was refused. Sign in again.',
      ISSUER_UNAVAILABLE: 'The sign-in service does not answer now. Try again in a moment.',
      SIGN_IN_OFF: 'Sign-in is not set up here. Tell your administrator.',
      NO_ROLE: 'This account has no post here. Tell your administrator.',
      CROSS_SITE: 'This did not come from a page of Fenji and was refused. Reload the page and try again.',
      FORBIDDEN: 'Your post may not do this.',
      NOT_DELEGATED:
        'The department has not delegated its decisions: the desk declines only for a wrong department, a duplicate or out of network; else its doctor or head decides.',
      NOT_FOUND: 'Not found, or not yours to see.',
      STALE_VERSION: 'Somebody has just changed this. Look at its newest form, then act.',
      UNEXPECTED: 'Something unexpected happened. Try again; if it stays, tell your administrator.',
    },
  },
};
