import type { ComponentType } from 'react'
import type { ActivityEvent } from '@keyward/log'
import BadgeCheck from 'lucide-react/icons/badge-check'
import Ban from 'lucide-react/icons/ban'
import Eye from 'lucide-react/icons/eye'
import FileDown from 'lucide-react/icons/file-down'
import FileUp from 'lucide-react/icons/file-up'
import Hourglass from 'lucide-react/icons/hourglass'
import KeyRound from 'lucide-react/icons/key-round'
import LogIn from 'lucide-react/icons/log-in'
import LogOut from 'lucide-react/icons/log-out'
import Pencil from 'lucide-react/icons/pencil'
import Scale from 'lucide-react/icons/scale'
import Server from 'lucide-react/icons/server'
import Share from 'lucide-react/icons/share-2'
import Smartphone from 'lucide-react/icons/smartphone'
import SquareAsterisk from 'lucide-react/icons/square-asterisk'
import Trash from 'lucide-react/icons/trash-2'
import UserMinus from 'lucide-react/icons/user-minus'
import UserPlus from 'lucide-react/icons/user-plus'
import Users from 'lucide-react/icons/users'

const ICONS: Readonly<Record<ActivityEvent, ComponentType>> = {
  'workspace-created': Users,
  'workspace-renamed': Pencil,
  'policy-set': Scale,
  'ownership-handed-over': Users,
  'member-invited': UserPlus,
  'invitation-revoked': UserMinus,
  'join-requested': UserPlus,
  'member-joined': UserPlus,
  'member-removed': UserMinus,
  'role-changed': Users,
  'team-changed': Users,
  'device-added': Smartphone,
  'device-removed': Smartphone,
  'keys-changed': SquareAsterisk,
  'unlock-method-added': SquareAsterisk,
  'unlock-method-removed': SquareAsterisk,
  'session-started': LogIn,
  'session-ended': LogOut,
  'sign-in-refused': Ban,
  'request-refused': Ban,
  'account-created': Pencil,
  'account-changed': Pencil,
  'account-deleted': Trash,
  'account-restored': Pencil,
  'account-shared': Share,
  'account-unshared': Share,
  'continuity-used': Users,
  'passkey-created': KeyRound,
  'passkey-signed-in': KeyRound,
  'passkey-deleted': KeyRound,
  'passkey-refused': Ban,
  'secret-revealed': Eye,
  exported: FileUp,
  imported: FileDown,
  'backup-restored': Server,
  'passkey-co-signed': KeyRound,
  'co-signing-refused': Ban,
  'deal-made': KeyRound,
  'deal-failed': Ban,
  'terms-set': Scale,
  'sign-in-approval-asked': Hourglass,
  'sign-in-approval-answered': BadgeCheck,
  'approval-window-opened': BadgeCheck,
  'approval-window-closed': Hourglass,
  'share-requested': Share,
  'signer-changed': Server,
  'log-rolled-back': Server,
  'webhook-set': Server,
  'webhook-removed': Server,
  'webhook-disabled': Ban,
}

/** A drawing for an event; the sentence beside it says what it was. */
export function EventIcon({ event }: { readonly event: ActivityEvent }) {
  const Icon = ICONS[event]
  return <Icon />
}
