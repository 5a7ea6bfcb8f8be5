import { createRoot } from 'react-dom/client';
import { PinWindow } from './pin-window.tsx';
import './pin.css';

const root = createRoot(document.getElementById('root')!);

window.pin.about().then(
	(request) => {
		document.documentElement.lang = request.language;
		const dark =
			request.theme === 'dark' ||
			(request.theme === 'system' && window.matchMedia('(prefers-color-scheme: dark)').matches);
		document.documentElement.classList.toggle('dark', dark);
		root.render(<PinWindow request={request} />);
	},
	() => root.render(<PinWindow request={undefined} />),
);
