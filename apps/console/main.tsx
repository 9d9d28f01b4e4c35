import { createRoot } from 'react-dom/client';
import { App } from './shell/app';

createRoot(document.getElementById('root')!).render(<App />);
