import type { VerificationReport } from '../../shared/contracts/verification-contract.ts';
import {
	momentInVietnam,
	overallOf,
	signatureRows,
	tellingReasons,
	toldVerdict,
	type Words,
} from '../../shared/domain/verification-sheet.ts';
import type { Result } from '../../shared/result.ts';
import { fill } from '../../shared/text.ts';
import { writePrintedSheet } from './printed-sheet.ts';

/** `resources/locales/<language>/verification.json`: texts in texts. */
export type VerificationTexts = { [key: string]: string | VerificationTexts };

/**
 * Writes the sheet to print: which file, the overall result, and for each signature what Thông tư 15/2025/TT-BKHCN asks
 * verifying software to tell.
 * @param options `fonts` is the folder with Tinos
 */
export async function writeVerificationSheet(
	target: string,
	report: VerificationReport,
	{ texts, fonts }: { texts: VerificationTexts; fonts: string },
): Promise<Result<null>> {
	const words: Words = (key, params = {}) => fill(find(texts, key), params);
	return writePrintedSheet(target, fonts, words('sheet.title'), {
		pageMargins: [71, 57, 57, 57],
		defaultStyle: { fontSize: 11.5, lineHeight: 1.15 },
		footer: (page, pages) => ({
			columns: [words('sheet.made'), { text: words('sheet.page', { page, pages }), alignment: 'right' }],
			margin: [71, 18, 57, 0],
			fontSize: 9,
		}),
		content: [
			{ text: words('sheet.title'), fontSize: 16, bold: true, alignment: 'center' },
			{ text: words('sheet.subject'), italics: true, alignment: 'center', margin: [0, 2, 0, 12] },
			table(fileRows(report, words)),
			...report.signatures.flatMap((signature, index) => [
				{
					text: words('sheet.signature', { number: index + 1, verdict: words(`verdict.${toldVerdict(signature)}`) }),
					fontSize: 13,
					bold: true,
					margin: [0, 14, 0, 5] as Margins,
					headlineLevel: 1,
				},
				table(signatureRows(signature, words)),
				...reasonList(signature, words),
			]),
			{ text: words('sheet.basis'), italics: true, fontSize: 10, margin: [0, 14, 0, 0] },
		],
		// A heading alone at the foot of a page belongs on the next one.
		pageBreakBefore: (node, nodes) => node.headlineLevel === 1 && nodes.getFollowingNodesOnPage().length < 12,
	});
}

type Margins = [number, number, number, number];
type Line = { label: string; text: string; tone?: string };

function fileRows(report: VerificationReport, words: Words): Line[] {
	const row = (key: string, text: string): Line => ({ label: words(`sheet.${key}`), text });
	return [
		row('file', report.fileName),
		row('bytes', words('sheet.bytesValue', { bytes: report.bytes.toLocaleString('vi-VN') })),
		// Broken in two where there is room, not wherever the line happens to end.
		row('sha256', `${report.sha256.slice(0, 32)} ${report.sha256.slice(32)}`),
		row('checkedAt', momentInVietnam(report.checkedAt)),
		row('count', String(report.signatures.length)),
		row('overall', words(`overall.${overallOf(report)}.title`)),
	];
}

function reasonList(signature: VerificationReport['signatures'][number], words: Words) {
	const reasons = tellingReasons(signature);
	if (reasons.length === 0) return [];
	return [
		{ text: words('reasonsTitle'), bold: true, margin: [0, 7, 0, 3] as Margins },
		{
			ul: reasons.map((reason) => ({
				stack: [
					words(`reasons.${reason}.text`),
					{ text: words('sheet.advice', { advice: words(`reasons.${reason}.advice`) }), italics: true },
				],
			})),
		},
	];
}

/** What is wrong or not proved stands in bold: a print may be black and white. */
function table(rows: readonly Line[]) {
	return {
		table: {
			widths: [150, '*'],
			dontBreakRows: true,
			body: rows.map(({ label, text, tone }) => [label, { text, bold: tone === 'e' || tone === 'w' }]),
		},
		layout: { hLineWidth: () => 0.5, vLineWidth: () => 0.5, hLineColor: () => '#999999', vLineColor: () => '#999999' },
	};
}

/** The text under a key of names joined by points. A missing one is a defect of ours. */
function find(texts: VerificationTexts, key: string): string {
	let found: string | VerificationTexts | undefined = texts;
	for (const name of key.split('.')) found = typeof found === 'object' ? found[name] : undefined;
	if (typeof found !== 'string') throw new Error(`No text ${key}`);
	return found;
}
