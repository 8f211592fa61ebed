import type { Config } from 'tailwindcss'

const token = (name: string) => `var(--${name})`

/** Named colours only: a component cannot say a raw colour, and both themes change with the variables in app/globals.css. */
export default {
  content: ['./app/**/*.{ts,tsx}', './components/**/*.{ts,tsx}'],
  darkMode: 'selector',
  theme: {
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      bg: token('bg'),
      surface: token('surface'),
      raised: token('raised'),
      sunken: token('sunken'),
      line: token('line'),
      'line-strong': token('line-strong'),
      text: token('text'),
      muted: token('muted'),
      faint: token('faint'),
      accent: token('accent'),
      'accent-text': token('accent-text'),
      'on-accent': token('on-accent'),
      'accent-soft': token('accent-soft'),
      focus: token('focus'),
      good: token('good'),
      'good-soft': token('good-soft'),
      warn: token('warn'),
      'warn-soft': token('warn-soft'),
      bad: token('bad'),
      'bad-soft': token('bad-soft'),
      'on-bad': token('on-bad'),
      info: token('info'),
      'info-soft': token('info-soft'),
      scrim: token('scrim'),
    },
    fontFamily: {
      sans: ['var(--font-geist-sans)', 'ui-sans-serif', 'system-ui', 'sans-serif'],
      mono: ['var(--font-geist-mono)', 'ui-monospace', 'monospace'],
    },
    fontSize: {
      xs: ['0.75rem', '1rem'],
      sm: ['0.8125rem', '1.25rem'],
      base: ['0.875rem', '1.25rem'],
      lg: ['1rem', '1.5rem'],
      xl: ['1.25rem', '1.75rem'],
      '2xl': ['1.375rem', '1.75rem'],
    },
    borderRadius: { none: '0', sm: '4px', DEFAULT: '6px', md: '6px', lg: '8px', full: '9999px' },
    boxShadow: { none: 'none', DEFAULT: token('shadow'), lg: token('shadow-l') },
  },
} satisfies Config
