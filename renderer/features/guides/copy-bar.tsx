import { CheckmarkCircle16Regular, Copy16Regular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CopyPlace } from '../../../shared/contracts/parameters-contract.ts';
import type { GuideField } from '../../../shared/domain/account-life/guides.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { useCall } from '../../components/use-call.ts';
import { useFieldCopy } from '../../components/use-field-copy.ts';

/** Where the value of each field of the page is stored; a field that is missing has none yet. */
export type CopyPlaces = Partial<Record<GuideField, CopyPlace | undefined>>;

/** Copies the values of one step one after the other on F9; the values themselves never come into the page. */
export function CopyBar({ fields, places }: { fields: readonly GuideField[]; places: CopyPlaces }) {
	const { t } = useTranslation(['guides', 'common']);
	const { run, error, dismiss } = useCall();
	const copies = useFieldCopy(run);
	const [copied, setCopied] = useState(0);
	const stored = fields.filter((field) => places[field]);
	const missing = fields.filter((field) => !places[field]);
	const next = stored[copied];
	const last = stored[copied - 1];
	const lastPlace = last && places[last];
	const seconds = copies.secondsOf(lastPlace);
	// One after the other: a key pressed before the last answer means the field behind it, not the same one again.
	const turn = useRef<Promise<void>>(Promise.resolve());
	const position = useRef(0);
	const copyNext = () => {
		turn.current = turn.current.then(async () => {
			const field = stored[position.current];
			const place = field && places[field];
			if (!place) position.current = 0;
			else if ((await run(() => window.keyring.parameters.copy(place))) !== undefined) position.current += 1;
			setCopied(position.current);
		});
	};
	return (
		<section className="copy-bar" aria-label={t('copy.label')}>
			<ErrorPanel error={error} onClose={dismiss} />
			<ol>
				{fields.map((field, place) => {
					const done = stored.includes(field) && stored.indexOf(field) < copied;
					return (
						<li
							key={field}
							className={done ? 'copied' : places[field] ? '' : 'mut'}
							aria-current={field === next ? 'step' : undefined}
						>
							{done ? <CheckmarkCircle16Regular /> : <span className="copy-number">{place + 1}</span>}
							{t(`field.${field}`)}
						</li>
					);
				})}
			</ol>
			<div className="copy-acts">
				<ActionButton
					size="small"
					text={next ? t('copy.next', { field: t(`field.${next}`) }) : t('copy.again')}
					shortcut="F9"
					icon={<Copy16Regular />}
					disabled={stored.length === 0}
					onClick={copyNext}
				/>
				<span role="status" className="grow">
					{last && t('copy.pasted', { field: t(`field.${last}`) })}
				</span>
				{seconds > 0 && (
					<button type="button" className="pill" title={t('common:field.clearCopied')} onClick={copies.clear}>
						{t('common:field.copied', { seconds })}
					</button>
				)}
			</div>
			{missing.length > 0 && (
				<p>{t('copy.missing', { fields: missing.map((field) => t(`field.${field}`)).join(', ') })}</p>
			)}
			<p className="mut">{t('copy.hint')}</p>
		</section>
	);
}
