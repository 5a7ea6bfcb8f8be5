import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		projects: [
			{
				test: {
					name: 'unit',
					include: ['{shared,electron,renderer,build}/**/*.test.{ts,tsx}'],
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
