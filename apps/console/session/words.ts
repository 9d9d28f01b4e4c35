export const words = {
  zh: { signIn: '登录', signOut: '退出' },
  en: { signIn: 'Sign in', signOut: 'Sign out' },
};
