import {
  Database,
  Gauge,
  Keyboard,
  KeyRound,
  MonitorSmartphone,
  Palette,
  UserRound,
} from 'lucide-react';

/** The pages of the settings, in their order. Words: `settings.places.<id>`, `settings.about.<id>`. */
export const PLACES = [
  { id: 'profile', href: '/settings/profile', icon: UserRound },
  { id: 'appearance', href: '/settings/appearance', icon: Palette },
  { id: 'shortcuts', href: '/settings/shortcuts', icon: Keyboard },
  { id: 'devices', href: '/settings/devices', icon: MonitorSmartphone },
  { id: 'tokens', href: '/settings/tokens', icon: KeyRound },
  { id: 'usage', href: '/settings/usage', icon: Gauge },
  { id: 'data', href: '/settings/data', icon: Database },
] as const;
