import { Layout, Menu } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, matchPath, useLocation } from 'react-router-dom';
import { UnreadSign } from '../inbox/unread-sign';
import { LanguageSwitch } from '../language/language-switch';
import { LiveSign } from '../live/live-sign';
import { useSession } from '../session/session';
import { WhoIsHere } from '../session/who-is-here';
import { menuOf } from './screens';

/** Menu, who is signed in where, and the screen itself. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('shell');
  const { roles } = useSession();
  const { pathname } = useLocation();
  const screens = menuOf(roles);
  const current = screens.find(({ path }) => matchPath({ path, end: false }, pathname));
  return (
    <Layout className="frame">
      <a className="skip" href="#screen">
        {t('skip')}
      </a>
      <Layout.Sider theme="light" breakpoint="lg" collapsedWidth={0} width={200}>
        <Link className="brand" to="/">
          分级 Fenji
        </Link>
        <nav aria-label={t('menu')}>
          <Menu
            mode="inline"
            selectedKeys={current ? [current.name] : []}
            items={screens.map(({ name, path }) => ({
              key: name,
              label: <Link to={path}>{t(`screens.${name}`)}</Link>,
            }))}
          />
        </nav>
      </Layout.Sider>
      <Layout>
        <Layout.Header className="header">
          <LiveSign />
          <UnreadSign screen={current ? t(`screens.${current.name}`) : undefined} />
          <LanguageSwitch />
          <WhoIsHere />
        </Layout.Header>
        <Layout.Content id="screen" role="main" data-path={pathname} tabIndex={-1} className="screen">
          {children}
        </Layout.Content>
      </Layout>
    </Layout>
  );
}
