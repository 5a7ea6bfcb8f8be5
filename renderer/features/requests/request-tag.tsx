import { Warning12Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { RequestState } from '../../../shared/domain/account-life/portal-request.ts';
import { Tag, type Tone } from '../../components/tag.tsx';

const tones: Record<RequestState, Tone> = {
	draft: 'w',
	saved: 'e',
	sent: 'i',
	approved: 'w',
	rejected: 'e',
	deleted: 'n',
	'awaiting-effect': 'w',
	effective: 'o',
};

/** How far a request has come, in a word; saved is "Chưa gửi". */
export function RequestTag({ state }: { state: RequestState }) {
	const { t } = useTranslation('requests');
	return (
		<Tag tone={tones[state]} {...(state === 'saved' ? { icon: <Warning12Regular /> } : {})}>
			{t(`state.${state}`)}
		</Tag>
	);
}
