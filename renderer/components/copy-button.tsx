import { Button } from '@fluentui/react-components';
import { Copy16Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { CopyPlace } from '../../shared/contracts/parameters-contract.ts';
import type { FieldCopy } from './use-field-copy.ts';

/** Copies a stored field; while it is on the clipboard, the pill beside it counts down and clears it when pressed. */
export function CopyButton({ fields, place, label }: { fields: FieldCopy; place: CopyPlace; label: string }) {
	const { t } = useTranslation('common');
	const seconds = fields.secondsOf(place);
	const text = t('field.copy', { field: label });
	return (
		<>
			{seconds > 0 && (
				<button type="button" className="pill" title={t('field.clearCopied')} onClick={fields.clear}>
					{t('field.copied', { seconds })}
				</button>
			)}
			<Button
				appearance="transparent"
				size="small"
				icon={<Copy16Regular />}
				aria-label={text}
				title={text}
				onClick={() => fields.copy(place)}
			/>
		</>
	);
}
