'use client'
import { Monitor, Moon, Sun, SunMoon } from 'lucide-react'
import { useTheme } from 'next-themes'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem } from '@/components/ui/menu'

/** The three themes, in the order in which every menu shows them. */
export const themes = [
  { name: 'light', label: 'Light', icon: Sun },
  { name: 'dark', label: 'Dark', icon: Moon },
  { name: 'system', label: 'As the system', icon: Monitor },
] as const

/** Chooses light, dark, or what the system says. */
export function ThemeMenu() {
  const { theme, setTheme } = useTheme()
  return (
    <Menu
      label="Theme"
      align="end"
      trigger={(trigger) => <IconButton {...trigger} label="Theme" icon={<SunMoon />} />}
    >
      {themes.map(({ name, label, icon: Icon }) => (
        <MenuItem
          key={name}
          icon={<Icon aria-hidden />}
          checked={theme === name}
          onSelect={() => setTheme(name)}
        >
          {label}
        </MenuItem>
      ))}
    </Menu>
  )
}
