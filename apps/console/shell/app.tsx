import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider, App as Messages } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router-dom';
import '../language/language';
import { Live } from '../live/live';
import { Problem } from '../problem/problem';
import { Gate } from '../session/gate';
import { useSession } from '../session/session';
import { Frame } from './frame';
import { menuOf, SCREENS } from './screens';
import './shell.css';
import { useCountyClock } from '../time/clock';
import { Waiting } from './waiting';

/** Refusals are final; only what was not reached is asked again. */
const queries = new QueryClient({
  defaultOptions: {
    // Without a network it is said at once: a button that waits for the line would do its act when nobody expects it any more.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      refetchOnReconnect: true,
      staleTime: 5_000,
      retry: (count, error) => error instanceof Problem && (error.status === 0 || error.status === 503) && count < 3,
    },
  },
});

/** The whole console: language, session, frame and screens. */
export function App() {
  const { i18n } = useTranslation();
  return (
    <ConfigProvider
      locale={i18n.language === 'en' ? enUS : zhCN}
      theme={{
        token: {
          colorPrimary: '#0958d9',
          colorLink: '#0958d9',
          colorError: '#cf1322',
          colorTextDescription: 'rgba(0,0,0,0.65)',
          colorTextTertiary: 'rgba(0,0,0,0.65)',
          colorTextPlaceholder: '#6b6b6b',
          // An answer quicker than the fade would leave the button's spinner behind, unseen but read out as "loading".
          motion: false,
        },
      }}
      // A press beside a form is a slip: it throws nothing away that was typed.
      modal={{ mask: { closable: false } }}
    >
      <QueryClientProvider client={queries}>
        <BrowserRouter>
          {/* Inside the router: what is said in a corner may lead somewhere. */}
          <Messages>
            <Gate>
              <Live>
                <Screens />
              </Live>
            </Gate>
          </Messages>
        </BrowserRouter>
      </QueryClientProvider>
    </ConfigProvider>
  );
}

function Screens() {
  useCountyClock();
  const { roles } = useSession();
  const first = menuOf(roles)[0]?.path ?? '/inbox';
  return (
    <Frame>
      <Suspense fallback={<Waiting />}>
        <Routes>
          {SCREENS.map(({ path, page: Page }) => (
            <Route key={path} path={path} element={<Page />} />
          ))}
          <Route path="*" element={<Navigate to={first} replace />} />
        </Routes>
      </Suspense>
    </Frame>
  );
}
