import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		// Most tests wait for processes they started: a core less would only idle.
		maxWorkers: '100%',
		projects: [
			{
				test: {
					name: 'unit',
					include: ['{shared,electron,renderer,build}/**/*.test.{ts,tsx}'],
					// Keys from passwords and waits for a busy store take seconds on a slow machine.
					testTimeout: 20_000,
					hookTimeout: 20_000,
				},
			},
			{
				test: {
					name: 'integration',
					include: ['tests/{integration,fault,security}/**/*.test.ts'],
					testTimeout: 60_000,
					hookTimeout: 60_000,
				},
			},
		],
	},
});
