import type { SigningSettings } from '../../../shared/contracts/signing-contract.ts';
import { Fault } from '../../../shared/result.ts';
import type { SettingRepository } from '../tokens/tokens-port.ts';

const settingKey = 'signing';

/** Nothing leaves this computer, and what customs and the CAs' software take today. */
const untouched: SigningSettings = { level: 'B-B', tsaUrl: '', scheme: 'pkcs1', network: false };

export async function readSigningSettings(settings: SettingRepository): Promise<SigningSettings> {
	const stored = await settings.get(settingKey);
	return stored === undefined ? untouched : { ...untouched, ...(JSON.parse(stored) as Partial<SigningSettings>) };
}

/** Fault INPUT_FIELD for an address that is none, or none where the level needs one. */
export async function saveSigningSettings(
	settings: SettingRepository,
	wanted: SigningSettings,
): Promise<SigningSettings> {
	const tsaUrl = wanted.tsaUrl.normalize('NFC').trim();
	if (tsaUrl === '' && wanted.level !== 'B-B')
		throw new Fault('INPUT_FIELD', { field: 'tsaUrl', detail: 'VALUE_EMPTY' });
	if (tsaUrl !== '' && !isWebAddress(tsaUrl))
		throw new Fault('INPUT_FIELD', { field: 'tsaUrl', detail: 'URL_INVALID' });
	const kept = { ...wanted, tsaUrl };
	await settings.set(settingKey, JSON.stringify(kept));
	return kept;
}

/** http or https without a name and password, which would be stored in the open. */
function isWebAddress(text: string): boolean {
	const url = URL.parse(text);
	return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}
