import { Button } from '@fluentui/react-components';
import { Delete16Regular } from '@fluentui/react-icons';
import { type Ref, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { officialAddressee } from '../../../shared/domain/letter/compose-letter.ts';
import { mostAddressees } from '../../../shared/domain/letter/letter-request.ts';
import type { FieldNote } from '../../components/form-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useAddressee } from './letter-wording.ts';

/** Whom the letter is for: the office of customs while nothing else is typed. Empty lines are not printed. */
export function AddresseesField({
	value,
	onChange,
	onBlur,
	ref,
	problem,
}: {
	value: string[] | undefined;
	onChange: (value: string[]) => void;
	onBlur: () => void;
	ref?: Ref<HTMLInputElement>;
	problem: FieldNote | undefined;
}) {
	const { t } = useTranslation('dossiers');
	const official = officialAddressee(useAddressee());
	const rows = value && value.length > 0 ? value : [official];
	const [added, setAdded] = useState(0);
	const box = useRef<HTMLDivElement>(null);
	const remove = (place: number) => {
		onChange(rows.filter((_row, at) => at !== place));
		// The button has gone; the next key belongs to the line before.
		box.current?.querySelectorAll('input')[place - 1]?.focus();
	};
	return (
		<div className="addressees" ref={box}>
			{rows.map((row, place) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
				<div key={place} className="addressee">
					<TextField
						label={place === 0 ? t('letter.addressee') : t('letter.addresseeMore', { place: place + 1 })}
						value={row}
						placeholder={place === 0 ? official : ''}
						autoFocus={place > 0 && place === added}
						onChange={(typed) => onChange(rows.with(place, typed))}
						onBlur={onBlur}
						problem={place === rows.length - 1 ? problem : undefined}
						{...(place === 0 && ref ? { ref } : {})}
					/>
					{place > 0 && (
						<Button
							appearance="subtle"
							icon={<Delete16Regular />}
							aria-label={t('letter.addresseeRemove', { place: place + 1 })}
							title={t('letter.addresseeRemove', { place: place + 1 })}
							onClick={() => remove(place)}
						/>
					)}
				</div>
			))}
			{rows.length < mostAddressees && (
				<button
					type="button"
					className="link"
					onClick={() => {
						setAdded(rows.length);
						onChange([...rows, '']);
					}}
				>
					{t('letter.addresseeAdd')}
				</button>
			)}
		</div>
	);
}
