import { useTranslation } from 'react-i18next';
import type { WordingProblem } from '../../../shared/domain/letter/wording.ts';

const lists = { body: 'paragraph', attachments: 'attachment', reasons: 'reason' } as const;

/** What a place of the wording is called: `body.1` is "Đoạn 2". */
export function usePlaceLabel(): (place: string) => string {
	const { t } = useTranslation('letters');
	return (place) => {
		const [list = '', at] = place.split('.');
		return at === undefined ? t(list) : t(lists[list as keyof typeof lists], { place: Number(at) + 1 });
	};
}

/** What is wrong, without the name of the field; placeholders of the problem are in words already. */
export function useProblemText(): (problem: WordingProblem) => string {
	const { t } = useTranslation('letters');
	return ({ code, params }) => {
		const name = String(params.placeholder ?? '').slice(1, -1);
		return t(`problem.${code}`, { ...params, name });
	};
}
