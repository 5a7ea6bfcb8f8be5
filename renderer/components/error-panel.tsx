import { Button } from '@fluentui/react-components';
import { Dismiss16Regular, ErrorCircle16Regular } from '@fluentui/react-icons';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '../../shared/errors/codes.ts';
import { type ErrorText, messageOf } from '../../shared/text.ts';
import type { CallError } from './use-call.ts';

/** Title, meaning and advice of an error in the language of the page; what it names comes in words. */
export function useErrorText() {
	const { i18n } = useTranslation('errors');
	return (error: CallError) =>
		messageOf(i18n.getResourceBundle(i18n.language, 'errors') as Record<ErrorCode, ErrorText>, {
			code: error.code,
			params: error.supportId ? { supportId: error.supportId, ...error.params } : error.params,
		});
}

/** What failed, why and what to do next. Takes the focus, so that nobody overlooks it; stays until closed. */
export function ErrorPanel({
	error,
	onClose,
	action,
	keepFocus = false,
}: {
	error: CallError | undefined;
	onClose?: (() => void) | undefined;
	action?: ReactNode;
	/** The focus stays in the one field where the user tries again. */
	keepFocus?: boolean;
}) {
	const { t } = useTranslation('common');
	const text = useErrorText();
	const panel = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (error && !keepFocus) panel.current?.focus();
	}, [error, keepFocus]);
	if (!error) return null;
	const { title, meaning, advice } = text(error);
	return (
		<div className="message e error-panel" role="alert" tabIndex={-1} ref={panel}>
			<ErrorCircle16Regular />
			<div className="grow">
				<b>{title}</b>
				<div>{meaning}</div>
				<div>{advice}</div>
				{error.supportId && <div className="mut">{t('error.supportId', { id: error.supportId })}</div>}
			</div>
			{action}
			{onClose && <CloseButton onClose={onClose} />}
		</div>
	);
}

export type SummaryEntry = { id: string; text: string; tone: 'error' | 'warning'; onGo?: (() => void) | undefined };

/** "Còn 2 ô cần sửa": every problem once, each a link to its field. Takes the focus when it appears and says something else. */
export function ErrorSummary({
	title,
	entries,
	answerTo,
	onClose,
}: {
	title: string;
	entries: readonly SummaryEntry[];
	/** What the entries were made from: a new one takes the focus again, even when it says the same. */
	answerTo?: unknown;
	onClose?: () => void;
}) {
	const panel = useRef<HTMLDivElement>(null);
	const occasion = answerTo ?? entries.map((entry) => entry.text).join();
	useEffect(() => {
		if (occasion) panel.current?.focus();
	}, [occasion]);
	if (entries.length === 0) return null;
	const tone = entries.some((entry) => entry.tone === 'error') ? 'e' : 'w';
	return (
		<div className={`message ${tone} error-panel`} role="alert" tabIndex={-1} ref={panel}>
			<ErrorCircle16Regular />
			<div className="grow">
				<b>{title}</b>
				<ul>
					{entries.map((entry) => (
						<li key={entry.id}>
							{entry.onGo ? (
								<button type="button" className="link" onClick={entry.onGo}>
									{entry.text}
								</button>
							) : (
								entry.text
							)}
						</li>
					))}
				</ul>
			</div>
			{onClose && <CloseButton onClose={onClose} />}
		</div>
	);
}

function CloseButton({ onClose }: { onClose: () => void }) {
	const { t } = useTranslation('common');
	return (
		<Button
			appearance="subtle"
			size="small"
			icon={<Dismiss16Regular />}
			aria-label={t('action.close')}
			onClick={onClose}
		/>
	);
}
