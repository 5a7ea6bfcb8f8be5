import { type Theme, webDarkTheme, webLightTheme } from '@fluentui/react-components';

/** What both themes share: 13/18 text, radius 4/6, the font stack of base.css. */
const shape = {
	fontFamilyBase: 'var(--font)',
	fontFamilyMonospace: 'var(--mono)',
	fontSizeBase300: '13px',
	lineHeightBase300: '18px',
	fontSizeBase400: '14px',
	lineHeightBase400: '20px',
	fontSizeBase500: '18px',
	lineHeightBase500: '24px',
	borderRadiusMedium: '4px',
	borderRadiusLarge: '6px',
	borderRadiusXLarge: '8px',
};

/** Colours come from the variables of base.css, so that our own parts and the kit's never differ. */
const colours = {
	colorNeutralForeground1: 'var(--fg)',
	colorNeutralForeground2: 'var(--fg2)',
	colorNeutralForeground3: 'var(--fg3)',
	colorNeutralForeground4: 'var(--fg3)',
	colorNeutralBackground1: 'var(--bg1)',
	colorNeutralBackground1Hover: 'var(--hover)',
	colorNeutralBackground2: 'var(--bg2)',
	colorNeutralBackground3: 'var(--bg3)',
	colorNeutralStroke1: 'var(--ln2)',
	colorNeutralStroke2: 'var(--ln)',
	colorNeutralStrokeAccessible: 'var(--ctl)',
	colorCompoundBrandStroke: 'var(--link)',
	colorBrandBackground: 'var(--br)',
	colorPaletteRedForeground1: 'var(--er)',
	colorPaletteRedForeground3: 'var(--er)',
	colorPaletteRedBorder2: 'var(--er)',
	colorPaletteDarkOrangeForeground1: 'var(--wa)',
	colorPaletteDarkOrangeForeground3: 'var(--wa)',
	colorStatusDangerForeground1: 'var(--er)',
	colorStatusDangerForeground3: 'var(--er)',
};

export const lightTheme: Theme = { ...webLightTheme, ...shape, ...colours };
export const darkTheme: Theme = { ...webDarkTheme, ...shape, ...colours };
