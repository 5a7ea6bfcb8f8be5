import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const shape = z.object({ answerWorkingDays: z.number().int().positive() });

/**
 * In how many working days customs answers, from `letters/addressee.json` in the folder of resources. A broken file of our
 * own is a defect and throws.
 */
export async function readAnswerTerm(resources: string): Promise<number> {
	const text = await readFile(path.join(resources, 'letters', 'addressee.json'), 'utf8');
	return shape.parse(JSON.parse(text)).answerWorkingDays;
}
