import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { LetterRoute } from '../../../shared/domain/letter/letter-request.ts';

const days = z.number().int().positive();
const shape = z.object({ answerWorkingDays: days, answerWorkingDaysOnPaper: days });

/**
 * In how many working days customs answers what came each way, from `letters/addressee.json` in the folder of resources. A
 * broken file of our own is a defect and throws.
 */
export async function readAnswerTerms(resources: string): Promise<Record<LetterRoute, number>> {
	const text = await readFile(path.join(resources, 'letters', 'addressee.json'), 'utf8');
	const { answerWorkingDays: email, answerWorkingDaysOnPaper: paper } = shape.parse(JSON.parse(text));
	return { email, post: paper, hand: paper };
}
