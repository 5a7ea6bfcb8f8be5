import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type {
	Addressee,
	CommonWording,
	IntroductionWording,
	LetterWording,
	LetterWordings,
} from '../../../shared/domain/letter/compose-letter.ts';

/** Reads the wording of all letters from `<resources>/letters`. */
export async function readLetterWordings(resources: string): Promise<LetterWordings> {
	const read = async <T>(name: string): Promise<T> =>
		JSON.parse(await readFile(path.join(resources, 'letters', `${name}.json`), 'utf8')) as T;
	return {
		common: await read<CommonWording>('common'),
		addressee: await read<Addressee>('addressee'),
		introduction: await read<IntroductionWording>('introduction'),
		kinds: {
			'vnaccs-admin-password': await read<LetterWording>('vnaccs-admin-password'),
			'vnaccs-certificate-update': await read<LetterWording>('vnaccs-certificate-update'),
			'vnaccs-password-and-certificate': await read<LetterWording>('vnaccs-password-and-certificate'),
			'nsw-password': await read<LetterWording>('nsw-password'),
		},
	};
}
