import { createRoot } from 'react-dom/client';
import { startShortcuts } from '../components/shortcuts.ts';
import { startTexts } from '../text/i18n.ts';
import { App } from './app.tsx';
import './base.css';
import '../components/components.css';
import './frame.css';

const state = await window.keyring.app.state({});
await startTexts(state.ok ? state.value.preferences.language : 'vi');
startShortcuts();
const root = document.getElementById('root');
if (!root) throw new Error('the page has no root element');
createRoot(root).render(<App state={state} />);
