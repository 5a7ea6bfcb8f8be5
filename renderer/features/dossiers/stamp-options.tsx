import { Checkbox } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { CompanyPicture } from '../../../shared/contracts/stamp-contract.ts';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { useAnswer, useCall } from '../../components/use-call.ts';
import type { StampState } from './use-stamp.ts';

/** The company's picture of seal or signature. */
export function useSeal(companyId: string) {
	return useAnswer(['dossiers', 'seal', companyId], () => window.keyring.dossiers.seal({ companyId }));
}

export function sealUrl({ fileId, at }: CompanyPicture): string {
	return `/files/${encodeURIComponent(fileId)}?${encodeURIComponent(at)}`;
}

/** Whether the signature is shown on paper, and with which picture. */
export function StampOptions({
	companyId,
	seal,
	shown,
	onShown,
	stamp,
	disabled,
}: {
	companyId: string;
	seal: CompanyPicture | null;
	shown: boolean;
	onShown: (shown: boolean) => void;
	stamp: StampState;
	disabled: boolean;
}) {
	const { t } = useTranslation('dossiers');
	const acting = useCall();
	const off = disabled || acting.busy;
	const choose = async () => {
		const chosen = await acting.run(() => window.keyring.dossiers.chooseSeal({ companyId }));
		if (chosen && chosen.at !== seal?.at) stamp.setPicture(true);
	};
	return (
		<>
			<ErrorPanel error={acting.error} onClose={acting.dismiss} />
			<Checkbox
				className="tight-checkbox"
				checked={shown}
				disabled={disabled}
				onChange={(_event, data) => onShown(data.checked === true)}
				label={t(stamp.isAutomatic ? 'stamp.shownAutomatic' : 'stamp.shown', { page: stamp.place?.page ?? 1 })}
			/>
			{shown && (
				<div className="stamp-seal">
					{seal ? (
						<>
							<Checkbox
								className="tight-checkbox"
								checked={stamp.picture}
								disabled={off}
								onChange={(_event, data) => stamp.setPicture(data.checked === true)}
								label={t('stamp.picture')}
							/>
							<img src={sealUrl(seal)} alt="" />
						</>
					) : (
						<span>{t('stamp.noPicture')}</span>
					)}
					<button type="button" className="link" disabled={off} onClick={() => void choose()}>
						{t(seal ? 'stamp.changePicture' : 'stamp.choosePicture')}
					</button>
					{seal && (
						<button
							type="button"
							className="link"
							disabled={off}
							onClick={() => void acting.run(() => window.keyring.dossiers.removeSeal({ companyId }))}
						>
							{t('stamp.removePicture')}
						</button>
					)}
				</div>
			)}
		</>
	);
}
