import { Radio, RadioGroup } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { DossierKind } from '../../../shared/contracts/dossiers-contract.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { useCall } from '../../components/use-call.ts';
import { useReasons } from '../dossiers/letter-wording.ts';

/** An answer that leads to the guide (`reason` null), or to a dossier with that reason of its letter. */
export type Way<Name extends string> = { name: Name; reason: number | null };

/** The question that decides between the portal and a dossier to customs. */
export function DossierQuestion<Name extends string>({
	question,
	note,
	ways,
	value,
	onChange,
	companyId,
	dossier,
}: {
	/** Key of its texts. */
	question: 'certificate' | 'mailbox';
	/** What is known already. */
	note: string;
	ways: readonly Way<Name>[];
	value: Name | '';
	onChange: (name: Name) => void;
	companyId: string;
	dossier: DossierKind;
}) {
	const { t } = useTranslation('passwords');
	const reasons = useReasons()(dossier).original;
	const { go } = useNavigation();
	const { run, busy, error, dismiss } = useCall();
	const chosen = ways.find(({ name }) => name === value);
	const create = async (place: number) => {
		const made = await run(() => window.keyring.dossiers.create({ companyId, kind: dossier }));
		if (!made) return;
		const letter = { ...made.letter, reason: reasons[place] ?? '' };
		const saved = await run(() => window.keyring.dossiers.saveLetter({ id: made.id, letter }));
		if (saved) go({ screen: 'dossiers', dossierId: saved.id });
	};
	const reason = chosen?.reason ?? null;
	return (
		<fieldset className="door-question">
			<legend>{t(`question.${question}.label`)}</legend>
			<ErrorPanel error={error} onClose={dismiss} />
			{note && <p className="mut">{note}</p>}
			<RadioGroup
				aria-label={t(`question.${question}.label`)}
				value={value}
				onChange={(_event, data) => onChange(data.value as Name)}
			>
				{ways.map(({ name }) => (
					<Radio key={name} value={name} label={t(`question.${question}.${name as string}`)} />
				))}
			</RadioGroup>
			{reason !== null && (
				<Message
					tone="w"
					action={
						<ActionButton
							text={t('question.create')}
							appearance="primary"
							busy={busy}
							onClick={() => void create(reason)}
						/>
					}
				>
					{t(`question.${question}.dossier`)} {t('question.reason', { reason: reasons[reason] ?? '' })}
				</Message>
			)}
		</fieldset>
	);
}
