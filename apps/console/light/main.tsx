import { createRoot } from 'react-dom/client';

createRoot(document.getElementById('root')!).render(<h1>分级 · 村医版</h1>);
