import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { type Inputs, makeDossiers } from './make-dossiers.ts';
import { type Measured, measure, median, type Step } from './measure.ts';

/**
 * Merging and signing beside the programs people use: whole processes, start-up included, in turn, so that a slow moment of
 * the machine hits all of them. Prints the table and writes it to docs/benchmarks.md. Ends with 1 where the memory of our
 * own processes grows with the dossier.
 */

const rounds = 5;
/** Ours may differ this much from 3 MB to 306 MB. */
const flatMb = 40;
const password = 'bench';

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, 'out', 'bench');
const at = (...names: string[]) => path.join(folder, ...names);

type Contender = { name: string; own: boolean; needs: string[]; steps: (inputs: Inputs) => Step[] };

const cli = (...args: string[]): Step => ({
	program: process.execPath,
	args: [path.join(root, 'dist/electron/cli.js'), ...args],
});
const ownSign = (input: string, output: string): Step => ({
	...cli('sign', input, '--p12', at('key.p12'), '--stamp', '1,320,80,200,60', '--out', output, '--json'),
	input: `${password}\n`,
});
const ownMerge = ({ letter, scans }: Inputs, output: string) =>
	cli('merge', letter, ...scans, '--out', output, '--json');
const qpdf = ({ letter, scans }: Inputs, output: string): Step => ({
	program: 'qpdf',
	args: ['--empty', '--pages', letter, ...scans, '--', output],
});
const pdfsig = (input: string, output: string): Step => ({
	program: 'pdfsig',
	args: ['-nssdir', at('nss'), '-nss-pwd', password, '-add-signature', '-nick', 'bench', input, output],
});
const libpdf = (...args: string[]): Step => ({
	program: process.execPath,
	args: [path.join(import.meta.dirname, 'libpdf.ts'), ...args],
});
const merged = ({ name }: Inputs) => at(`${name}-merged.pdf`);
const [out, between] = [at('out.pdf'), at('between.pdf')];

const tasks: { task: string; contenders: Contender[] }[] = [
	{
		task: 'merge',
		contenders: [
			{ name: 'vnaccs-keyring', own: true, needs: [], steps: (inputs) => [ownMerge(inputs, out)] },
			{ name: 'qpdf', own: false, needs: ['qpdf'], steps: (inputs) => [qpdf(inputs, out)] },
			{
				name: 'pdfunite',
				own: false,
				needs: ['pdfunite'],
				steps: ({ letter, scans }) => [{ program: 'pdfunite', args: [letter, ...scans, out] }],
			},
			{
				name: '@libpdf/core',
				own: false,
				needs: [],
				steps: ({ letter, scans }) => [libpdf('merge', out, letter, ...scans)],
			},
		],
	},
	{
		task: 'sign',
		contenders: [
			{ name: 'vnaccs-keyring', own: true, needs: [], steps: (inputs) => [ownSign(merged(inputs), out)] },
			{
				name: 'pdfsig',
				own: false,
				needs: ['pdfsig', 'certutil', 'pk12util'],
				steps: (inputs) => [pdfsig(merged(inputs), out)],
			},
			{
				name: '@libpdf/core',
				own: false,
				needs: [],
				steps: (inputs) => [libpdf('sign', out, at('key.pem'), at('cert.pem'), merged(inputs))],
			},
		],
	},
	{
		task: 'merge + sign',
		contenders: [
			{
				name: 'vnaccs-keyring, one process',
				own: true,
				needs: [],
				steps: ({ letter, scans }) => [
					{
						program: process.execPath,
						args: [at('program/own.js'), at('key.pem'), at('cert.pem'), font, out, letter, ...scans],
					},
				],
			},
			{
				name: 'vnaccs-keyring, two commands',
				own: true,
				needs: [],
				steps: (inputs) => [ownMerge(inputs, between), ownSign(between, out)],
			},
			{
				name: 'qpdf, then pdfsig',
				own: false,
				needs: ['qpdf', 'pdfsig', 'certutil', 'pk12util'],
				steps: (inputs) => [qpdf(inputs, between), pdfsig(between, out)],
			},
			{
				name: '@libpdf/core',
				own: false,
				needs: [],
				steps: ({ letter, scans }) => [libpdf('both', out, at('key.pem'), at('cert.pem'), letter, ...scans)],
			},
		],
	},
];
const font = path.join(root, 'resources/fonts/OpenSans-Regular.ttf');

const has = (program: string) => spawnSync('which', [program]).status === 0;

mkdirSync(folder, { recursive: true });
const dossiers = await makeDossiers(folder, path.join(root, 'resources'));
prepareKey();
await bundle();
for (const inputs of dossiers) await measure([ownMerge(inputs, merged(inputs))], folder);

const missing = [...new Set(tasks.flatMap(({ contenders }) => contenders.flatMap(({ needs }) => needs)))].filter(
	(program) => !has(program),
);
const rows: string[][] = [];
const ownPeaks = new Map<string, number[]>();
for (const { task, contenders } of tasks) {
	const present = contenders.filter(({ needs }) => !needs.some((program) => missing.includes(program)));
	for (const inputs of dossiers) {
		const results = new Map<Contender, Measured[]>(present.map((contender) => [contender, []]));
		for (let round = 0; round <= rounds; round++) {
			for (const contender of present) {
				for (const file of [out, between, `${out}.merged.pdf`]) rmSync(file, { force: true });
				const measured = await measure(contender.steps(inputs), folder);
				if (!existsSync(out) || statSync(out).size < inputs.bytes * 0.9)
					throw new Error(`${contender.name}: no result`);
				// The first round only warms the caches of the system.
				if (round > 0) results.get(contender)!.push(measured);
			}
		}
		const summary = [...results].map(([{ name, own }, all]) => {
			const seconds = all.map((one) => one.seconds);
			const peakMb = Math.max(...all.map((one) => one.peakMb));
			return { name, own, median: median(seconds), best: Math.min(...seconds), worst: Math.max(...seconds), peakMb };
		});
		const ours = summary[0]!.median;
		for (const { name, own, median, best, worst, peakMb } of summary) {
			rows.push([
				task,
				inputs.name,
				name,
				median.toFixed(2),
				`${best.toFixed(2)} to ${worst.toFixed(2)}`,
				peakMb.toFixed(0),
				own ? '' : `${(ours / median).toFixed(2)}x`,
			]);
			if (own) ownPeaks.set(`${task}, ${name}`, [...(ownPeaks.get(`${task}, ${name}`) ?? []), peakMb]);
		}
		process.stderr.write(`${task} ${inputs.name} done\n`);
	}
}

const heads = ['task', 'dossier', 'program', 'median s', 'best to worst', 'peak MB', 'ours / theirs'];
const table = [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
process.stdout.write(`${table}\n`);
if (missing.length > 0) process.stdout.write(`Not installed, so not measured: ${missing.join(', ')}\n`);
writeFileSync(path.join(root, 'docs/benchmarks.md'), page());

const growing = [...ownPeaks].filter(([, peaks]) => Math.max(...peaks) - Math.min(...peaks) > flatMb);
for (const [name, peaks] of growing) {
	process.stdout.write(`Memory grows: ${name}: ${peaks.map((mb) => mb.toFixed(0)).join(', ')} MB\n`);
}
process.exitCode = growing.length > 0 ? 1 : 0;

function page(): string {
	const version = (program: string, argument: string) => {
		const { stdout, stderr } = spawnSync(program, [argument], { encoding: 'utf8' });
		return has(program) ? `${stdout}${stderr}`.split('\n')[0] : `${program}: not installed`;
	};
	const inputs = dossiers.map(({ name, scans, bytes }) => {
		return `- ${name}: a letter and ${scans.length} PDFs of scans, ${(bytes / 1e6).toFixed(1)} MB`;
	});
	return `# Benchmarks

Written by \`npm run bench\` (tests/bench/signing.ts). Each row is whole processes, start-up included: median of ${rounds} runs after
one that is not counted; the programs take turns. Memory is the largest resident set any process of the row had.
"ours / theirs" divides our time (the first row of the group) by that program's: below 1 we are faster.

${table}
${missing.length > 0 ? `\nNot installed, so not measured: ${missing.join(', ')}.\n` : ''}
## What was measured

${inputs.join('\n')}
- Half of the PDFs of scans have plain objects, half packed ones.
- Ours checks every object it copies, takes actions and scripts away, forces the result to disk before it is renamed,
  draws a visible stamp (but for the plain merge), and reads the signed file back to prove the signature. The others do none of this.
- pdfsig signs with a key in an NSS database, we and @libpdf/core with a key file; all RSA 2048, SHA-256, no time stamp.
- @libpdf/core draws no visible signature and does not read its result back.
- "one process" is what the application does: document worker, letter as the base document, then the signature.
  "two commands" are \`merge\` and \`sign\` of the command line.

## Where

- ${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Linux ${release()}, a virtual machine
- Node ${process.versions.node}
- ${version('qpdf', '--version')}
- ${version('pdfunite', '-v')}
- ${version('pdfsig', '-v')}

## How far to trust it

The machine is shared and everything stays in the cache of the system, so disks are hardly measured. Times under 0.1 s are
mostly start-up. Compare the ratios, not the seconds; differences below about 10 % are noise ("best to worst" shows how much).
`;
}

/** One key in the forms the programs want. */
function prepareKey(): void {
	const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
	const [key, certificate, p12, nss] = [at('key.pem'), at('cert.pem'), at('key.p12'), at('nss')];
	const usage = ['-addext', 'keyUsage=critical,digitalSignature,nonRepudiation'];
	const subject = ['-subj', '/C=VN/CN=bench', ...usage, '-addext', 'basicConstraints=CA:FALSE'];
	openssl(
		'req',
		'-x509',
		'-newkey',
		'rsa:2048',
		'-nodes',
		'-keyout',
		key,
		'-out',
		certificate,
		'-days',
		'30',
		...subject,
	);
	const secret = ['-passout', `pass:${password}`, '-name', 'bench'];
	openssl('pkcs12', '-export', '-inkey', key, '-in', certificate, '-out', p12, ...secret);
	if (!has('certutil') || !has('pk12util')) return;
	rmSync(nss, { recursive: true, force: true });
	mkdirSync(nss);
	writeFileSync(at('nss-password'), password);
	execFileSync('certutil', ['-N', '-d', nss, '-f', at('nss-password')]);
	execFileSync('pk12util', ['-i', p12, '-d', nss, '-k', at('nss-password'), '-W', password], { stdio: 'pipe' });
}

/** Our parts as one program, bundled like the product. */
async function bundle(): Promise<void> {
	const { default: product } = await import('../../build/vite.node.config.ts');
	const input = {
		own: path.join(import.meta.dirname, 'own.ts'),
		'document-worker': path.join(root, 'electron/document-worker.ts'),
	};
	const { rolldownOptions, ...options } = product.build ?? {};
	await build({
		...product,
		configFile: false,
		logLevel: 'warn',
		build: { ...options, outDir: at('program'), rolldownOptions: { ...rolldownOptions, input } },
	});
}
