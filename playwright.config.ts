import { defineConfig } from '@playwright/test';
import { displays } from './tests/e2e/displays.ts';

export default defineConfig({
	testDir: 'tests/e2e',
	testMatch: '*.spec.ts',
	outputDir: 'out/e2e',
	workers: displays.length,
	retries: 0,
	forbidOnly: true,
	timeout: 180_000,
	expect: { timeout: 15_000 },
	reporter: 'list',
});
