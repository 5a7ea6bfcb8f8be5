import { Checkbox, Dropdown, Option, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type SigningSettings, signatureLevels } from '../../../shared/contracts/signing-contract.ts';
import { ErrorPanel, useErrorText } from '../../components/error-panel.tsx';
import { FormField } from '../../components/form-field.tsx';
import { SaveButton } from '../../components/save-button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useToast } from '../../components/toast.tsx';
import { useAnswer, useCall } from '../../components/use-call.ts';
import { KeyFileList } from './key-file-list.tsx';
import './signing.css';

/** How the next signature is made: level, time-stamp service, scheme, and whether the network may be used. */
export function SigningSettingsSection() {
	const { t } = useTranslation('signing');
	const stored = useAnswer(['signing', 'settings'], () => window.keyring.signing.settings({}));
	return (
		<section className="card settings-card" aria-labelledby="signing-title">
			<div>
				<h2 id="signing-title" className="section-title">
					{t('title')}
				</h2>
				<p className="mut small">{t('sub')}</p>
			</div>
			<ErrorPanel error={stored.error?.error} />
			{stored.data && <SigningForm key={JSON.stringify(stored.data)} stored={stored.data} />}
			<KeyFileList />
		</section>
	);
}

function SigningForm({ stored }: { stored: SigningSettings }) {
	const { t } = useTranslation('signing');
	const errorText = useErrorText();
	const toast = useToast();
	const saving = useCall();
	const [draft, setDraft] = useState(stored);
	const change = (part: Partial<SigningSettings>) => {
		saving.dismiss();
		setDraft({ ...draft, ...part });
	};
	const ofAddress = saving.error?.code === 'INPUT_FIELD' ? saving.error : undefined;
	const save = async () => {
		const saved = await saving.run(() => window.keyring.signing.saveSettings(draft));
		if (saved) toast(t('saved'));
	};
	return (
		<>
			<ErrorPanel error={ofAddress ? undefined : saving.error} onClose={saving.dismiss} />
			<div>
				<Checkbox
					className="tight-checkbox"
					checked={draft.network}
					onChange={(_event, data) => change({ network: data.checked === true })}
					label={t('network')}
				/>
				<p className="mut small signing-hint">{t('networkHint')}</p>
			</div>
			<FormField
				label={t('level')}
				{...(draft.level !== 'B-B' && !draft.network
					? { problem: { tone: 'warning' as const, text: t('levelOffline') } }
					: { hint: t('levelHint') })}
			>
				<Dropdown
					className="signing-level"
					value={t(`levels.${draft.level}`)}
					selectedOptions={[draft.level]}
					onOptionSelect={(_event, data) => change({ level: data.optionValue as SigningSettings['level'] })}
				>
					{signatureLevels.map((level) => (
						<Option key={level} value={level}>
							{t(`levels.${level}`)}
						</Option>
					))}
				</Dropdown>
			</FormField>
			<TextField
				label={t('tsaUrl')}
				value={draft.tsaUrl}
				onChange={(tsaUrl) => change({ tsaUrl })}
				required={draft.level !== 'B-B'}
				hint={t('tsaHint')}
				mono
				{...(ofAddress ? { problem: { tone: 'error' as const, text: errorText(ofAddress).meaning } } : {})}
			/>
			<FormField label={t('scheme')} hint={t(draft.scheme === 'pss' ? 'pssHint' : 'schemeHint')}>
				<RadioGroup
					layout="horizontal"
					value={draft.scheme}
					onChange={(_event, data) => change({ scheme: data.value as SigningSettings['scheme'] })}
				>
					<Radio value="pkcs1" label={t('schemes.pkcs1')} />
					<Radio value="pss" label={t('schemes.pss')} />
				</RadioGroup>
			</FormField>
			<div>
				<SaveButton text={t('save')} busy={saving.busy} onSave={() => void save()} />
			</div>
		</>
	);
}
