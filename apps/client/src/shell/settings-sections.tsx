import { Info, Keyboard, Palette, PenLine, UserRound, UserRoundCog } from 'lucide-react'
import { AboutSection } from '../settings/about-section.tsx'
import { AccountSection } from '../settings/account-section.tsx'
import { AppearanceSection, ComposingSection } from '../settings/look-sections.tsx'
import { ProfileSection } from '../settings/profile-section.tsx'
import type { SettingsSection } from '../settings/settings-page.tsx'
import { KeyLists } from './key-sheet.tsx'

/** Every section of the settings, in order. A new one is a line here. */
export const settingsSections: readonly SettingsSection[] = [
  { id: 'profile', title: 'Profile', icon: <UserRound />, body: () => <ProfileSection /> },
  { id: 'account', title: 'Account', icon: <UserRoundCog />, body: () => <AccountSection /> },
  { id: 'appearance', title: 'Appearance', icon: <Palette />, body: () => <AppearanceSection /> },
  { id: 'composing', title: 'Composing', icon: <PenLine />, body: () => <ComposingSection /> },
  {
    id: 'keys',
    title: 'Keys',
    icon: <Keyboard />,
    body: () => (
      <div className="pt-4">
        <KeyLists />
      </div>
    ),
  },
  { id: 'about', title: 'About', icon: <Info />, body: () => <AboutSection /> },
]
