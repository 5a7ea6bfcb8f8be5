import { chmod, link, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { capture, Fault } from '../../shared/result.ts';
import { refuseInputAsTarget, writeBeside } from './atomic-file.ts';

let folder = '';
beforeEach(async () => {
	folder = path.join(await mkdtemp(path.join(tmpdir(), 'vnk-atomic-')), 'Nguyễn Văn Đức');
	await mkdir(folder);
});
afterEach(() => rm(path.dirname(folder), { recursive: true }));

const systemError = (code: string, named?: string) => Object.assign(new Error(code), { code, path: named });

describe('writing beside the target', () => {
	it('puts the finished file in place and leaves nothing else', async () => {
		const target = path.join(folder, 'hồ sơ.pdf');
		const result = await writeBeside(target, async (temp) => {
			await writeFile(temp, 'xong');
			expect(await readdir(folder)).not.toContain('hồ sơ.pdf');
			return 7;
		});
		expect(result).toEqual({ ok: true, value: 7 });
		expect(await readdir(folder)).toEqual(['hồ sơ.pdf']);
		expect(await readFile(target, 'utf8')).toBe('xong');
	});

	it('keeps the old file and removes the temporary one when the work fails', async () => {
		const target = path.join(folder, 'a.pdf');
		await writeFile(target, 'old');
		const result = await writeBeside(target, async (temp) => {
			await writeFile(temp, 'half');
			throw new Fault('PIN_INCORRECT', { state: 'low' });
		});
		expect(result).toEqual({ ok: false, error: { code: 'PIN_INCORRECT', params: { state: 'low' } } });
		expect(await readdir(folder)).toEqual(['a.pdf']);
		expect(await readFile(target, 'utf8')).toBe('old');
	});

	it.each([
		['ENOSPC', 'FILE_DISK_FULL'],
		['EROFS', 'FILE_WRITE_DENIED'],
		['EACCES', 'FILE_WRITE_DENIED'],
	])('turns %s into %s', async (errno, code) => {
		const target = path.join(folder, 'a.pdf');
		const result = await writeBeside(target, () => Promise.reject(systemError(errno)));
		expect(result).toEqual({ ok: false, error: { code, params: { file: target } } });
		expect(await readdir(folder)).toEqual([]);
	});

	it('does not blame the target for an error that names another file', async () => {
		const other = systemError('EACCES', path.join(folder, 'input.pdf'));
		await expect(writeBeside(path.join(folder, 'a.pdf'), () => Promise.reject(other))).rejects.toBe(other);
		expect(await readdir(folder)).toEqual([]);
	});

	it('names a missing folder, and a file where a folder should be', async () => {
		const missing = await writeBeside(path.join(folder, 'no', 'a.pdf'), async () => 1);
		expect(missing).toMatchObject({ error: { code: 'FILE_FOLDER_MISSING' } });
		await writeFile(path.join(folder, 'file'), '');
		const below = await writeBeside(path.join(folder, 'file', 'a.pdf'), async () => 1);
		expect(below).toMatchObject({ error: { code: 'FILE_FOLDER_MISSING' } });
	});

	it('refuses a folder as target', async () => {
		expect(await writeBeside(folder, async () => 1)).toMatchObject({ error: { code: 'FILE_WRITE_DENIED' } });
	});

	it('refuses to replace a read-only file', async () => {
		const target = path.join(folder, 'a.pdf');
		await writeFile(target, 'old');
		await chmod(target, 0o444);
		expect(await writeBeside(target, async () => 1)).toMatchObject({ error: { code: 'FILE_WRITE_DENIED' } });
	});

	it('works with a target name of the full length', async () => {
		const target = path.join(folder, `${'a'.repeat(251)}.pdf`);
		expect(await writeBeside(target, async () => 1)).toEqual({ ok: true, value: 1 });
	});
});

describe('the target as input', () => {
	it('is found under another name', async () => {
		const input = path.join(folder, 'in.pdf');
		await writeFile(input, 'x');
		await symlink(input, path.join(folder, 'soft.pdf'));
		await link(input, path.join(folder, 'hard.pdf'));
		for (const name of ['in.pdf', 'soft.pdf', 'hard.pdf']) {
			const result = await capture(() => refuseInputAsTarget(path.join(folder, name), ['/none', input]));
			expect(result).toMatchObject({ ok: false, error: { code: 'FILE_IS_INPUT' } });
		}
	});

	it('is no problem when the target is new or another file', async () => {
		await writeFile(path.join(folder, 'in.pdf'), 'x');
		await writeFile(path.join(folder, 'out.pdf'), 'x');
		await refuseInputAsTarget(path.join(folder, 'new.pdf'), [path.join(folder, 'in.pdf')]);
		await refuseInputAsTarget(path.join(folder, 'out.pdf'), [path.join(folder, 'in.pdf')]);
	});
});
