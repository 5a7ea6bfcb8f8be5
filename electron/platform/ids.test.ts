import { expect, test } from 'vitest';
import { z } from 'zod';
import { newId, newSupportId } from './ids.ts';

test('an id is a UUID of version 7 that carries its time in front', () => {
	const id = newId(Date.UTC(2026, 10, 22));
	expect(z.uuidv7().safeParse(id).success).toBe(true);
	expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(Date.UTC(2026, 10, 22));
});

test('later ids sort behind earlier ones and no two are equal', () => {
	expect(newId(1_700_000_000_001) > newId(1_700_000_000_000)).toBe(true);
	expect(new Set(Array.from({ length: 1000 }, () => newId(1_700_000_000_000))).size).toBe(1000);
});

test('a support id is eight characters one can read out', () => {
	expect(newSupportId()).toMatch(/^[0-9A-F]{8}$/);
});
