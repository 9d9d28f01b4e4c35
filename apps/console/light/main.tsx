import { createRoot } from 'react-dom/client';
import { Light } from './light';
import './light.css';
import { Speaking } from './speech';

createRoot(document.getElementById('root')!).render(
  <Speaking>
    <Light />
  </Speaking>,
);

if ('serviceWorker' in navigator && import.meta.env.PROD) {
  void navigator.serviceWorker.register('/light/sw.js', { scope: '/light/' });
}
