/** The look, set once: colours, sizes and component defaults. Both schemes come from the same named tokens. */
import { type CSSVariablesResolver, createTheme } from '@mantine/core';
import { darkTokens, lightTokens } from './tokens.ts';

/** Components are named, not imported, so that the first page does not load those it does not show. */
const controlVars = () => ({
  wrapper: { '--input-height': 'var(--row)', '--input-fz': '14px' },
});

const inlineLabel = { label: { fontSize: 14, lineHeight: '18px' }, description: { fontSize: 12, marginTop: 2 } };

export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  colors: {
    petrol: [
      '#eef7fa',
      '#dcecf2',
      '#b9d9e5',
      '#93c5d7',
      '#6db1c9',
      '#4398b5',
      '#237a98',
      '#12617d',
      '#0d4d64',
      '#083a4c',
    ],
    dark: [
      '#e9e8e4',
      '#cfcec9',
      '#a9a8a2',
      '#84837d',
      '#43433f',
      '#353532',
      '#282826',
      '#1d1d1b',
      '#171716',
      '#121211',
    ],
    gray: [
      '#faf9f7',
      '#f4f3f0',
      '#eae9e5',
      '#dddcd7',
      '#c6c5bf',
      '#9c9b94',
      '#73726b',
      '#57564f',
      '#36352f',
      '#1e1d19',
    ],
  },
  black: '#1e1d19',
  fontFamily:
    'Seravek, "Segoe UI Variable Text", "Segoe UI", "Noto Sans", "Open Sans", Ubuntu, system-ui, -apple-system, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "Noto Sans Mono", Menlo, Consolas, monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '18px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: '6px', sm: '10px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '16px' },
  defaultRadius: 'sm',
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '20px', lineHeight: '28px' }, h2: { fontSize: '15px' } } },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: {
      vars: () => ({ root: { '--button-height': 'var(--row)', '--button-padding-x': '12px', '--button-fz': '14px' } }),
      styles: { root: { fontWeight: 500 } },
    },
    ActionIcon: {
      defaultProps: { variant: 'subtle', color: 'gray' },
      vars: () => ({ root: { '--ai-size': 'var(--row)' } }),
    },
    Input: { vars: controlVars },
    InputWrapper: {
      vars: () => ({
        label: { '--input-label-size': '13px' },
        description: { '--input-description-size': '12px' },
        error: { '--input-error-size': '12px' },
      }),
      styles: {
        label: { marginBottom: 3, fontWeight: 500 },
        description: { marginBottom: 4, marginTop: 0, lineHeight: '16px' },
      },
    },
    Select: { defaultProps: { allowDeselect: false, comboboxProps: { shadow: 'sm' } } },
    Checkbox: { defaultProps: { size: 'xs', radius: 'xs' }, styles: inlineLabel },
    Radio: { defaultProps: { size: 'xs' }, styles: inlineLabel },
    MultiSelect: { styles: { inputField: { minWidth: 24 } } },
    Popover: { defaultProps: { shadow: 'sm', transitionProps: { duration: 80 } } },
    Menu: { defaultProps: { shadow: 'sm', transitionProps: { duration: 80 }, position: 'bottom-end' } },
    Modal: {
      defaultProps: { transitionProps: { duration: 120 }, centered: true, overlayProps: { backgroundOpacity: 0.4 } },
      styles: { title: { fontWeight: 600, fontSize: 15 } },
    },
    Drawer: {
      defaultProps: { position: 'right', transitionProps: { duration: 150 }, overlayProps: { backgroundOpacity: 0.4 } },
      styles: { title: { fontWeight: 600, fontSize: 15 } },
    },
    Tooltip: { defaultProps: { openDelay: 300 } },
    SegmentedControl: { styles: { label: { fontWeight: 500 } } },
  },
});

export const tokensOf: CSSVariablesResolver = () => ({
  variables: {},
  light: lightTokens,
  dark: darkTokens,
});
