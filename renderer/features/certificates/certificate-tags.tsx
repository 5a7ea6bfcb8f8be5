import { useTranslation } from 'react-i18next';
import type { CertificateView, TokenView } from '../../../shared/contracts/tokens-contract.ts';
import { Tag } from '../../components/tag.tsx';

/** Usable, or every reason why not. */
export function CertificateTags({ certificate }: { certificate: CertificateView }) {
	const { t } = useTranslation('certificates');
	if (certificate.usable) return <Tag tone="o">{t('usable')}</Tag>;
	return certificate.reasons.map((reason) => (
		<Tag key={reason} tone={reason === 'not-yet-valid' ? 'w' : 'e'}>
			{t(`reason.${reason}`)}
		</Tag>
	));
}

/** What the token itself tells about its PIN, before anybody types it. */
export function PinTag({ token }: { token: TokenView }) {
	const { t } = useTranslation('certificates');
	const tone = { ok: 'o', low: 'w', final: 'e', locked: 'e' } as const;
	return <Tag tone={tone[token.pinState]}>{t(`pin.${token.pinState}`)}</Tag>;
}
