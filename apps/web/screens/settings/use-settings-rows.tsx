import type { ReactNode } from 'react'
import type { BadgeTone } from '@keyward/ui'
import BookOpen from 'lucide-react/icons/book-open'
import CircleQuestionMark from 'lucide-react/icons/circle-question-mark'
import Download from 'lucide-react/icons/download'
import Fingerprint from 'lucide-react/icons/fingerprint-pattern'
import Globe from 'lucide-react/icons/globe'
import Info from 'lucide-react/icons/info'
import KeyRound from 'lucide-react/icons/key-round'
import LifeBuoy from 'lucide-react/icons/life-buoy'
import Lock from 'lucide-react/icons/lock'
import Scale from 'lucide-react/icons/scale'
import Send from 'lucide-react/icons/send'
import Smartphone from 'lucide-react/icons/smartphone'
import SquareAsterisk from 'lucide-react/icons/square-asterisk'
import SunMoon from 'lucide-react/icons/sun-moon'
import TextCursorInput from 'lucide-react/icons/text-cursor-input'
import Upload from 'lucide-react/icons/upload'
import Users from 'lucide-react/icons/users'
import { paths } from '../../app/paths.ts'
import { type DeviceView, useDevice } from '../../app/use-device.ts'
import { type MemberView, useMember } from '../../app/use-member.ts'
import { extension } from '../../messages/en/extension.ts'
import { messages } from '../../messages/messages.ts'

export interface SettingsRow {
  readonly href: string
  readonly title: string
  readonly subtitle: string | undefined
  readonly icon: ReactNode
  /** On, off, or what has to be done. */
  readonly state: { readonly label: string; readonly tone: BadgeTone } | undefined
}

type SectionId = keyof typeof messages.settings.sections

export interface SettingsSection {
  readonly id: SectionId
  readonly rows: readonly SettingsRow[]
}

/** The settings that this member has on this device. */
export function useSettingsRows(): readonly SettingsSection[] {
  const device = useDevice()
  const member = useMember()
  return [
    { id: 'device', rows: deviceRows(device) },
    { id: 'you', rows: ownRows() },
    { id: 'workspace', rows: workspaceRows(member) },
    { id: 'data', rows: dataRows(member) },
    { id: 'about', rows: aboutRows() },
  ]
}

const text = messages.settings

function deviceRows({
  isPhone,
  isLoading,
  autoFill,
  biometricsLogin,
  biometricName,
}: DeviceView): SettingsRow[] {
  const phone = [
    row(
      'auto-fill',
      text.autoFill,
      <TextCursorInput />,
      isLoading ? undefined : switched(autoFill === 'on'),
    ),
    {
      ...row(
        'biometrics',
        text.biometrics,
        <Fingerprint />,
        isLoading ? undefined : switched(biometricsLogin === 'on'),
      ),
      subtitle: text.biometrics.row(biometricName ?? ''),
    },
  ]
  return [
    ...(isPhone ? phone : []),
    ...(import.meta.env.MODE === 'extension' ? [row('sites', extension.sites, <Globe />)] : []),
    row('lock', text.lock, <Lock />),
    row('appearance', text.appearance, <SunMoon />),
  ]
}

function switched(isOn: boolean): SettingsRow['state'] {
  return isOn ? { label: text.on, tone: 'ok' } : { label: text.off, tone: 'warn' }
}

function ownRows(): SettingsRow[] {
  return [
    row('devices', text.devices, <Smartphone />),
    row('recovery', text.recovery, <SquareAsterisk />),
    row('passkeys', text.passkeys, <KeyRound />),
  ]
}

function workspaceRows({ may }: MemberView): SettingsRow[] {
  const { members, directory } = messages.help.places
  return [
    { ...row('', members, <Users />), href: paths.members },
    ...(may('policy.read', {}) ? [row('policies', text.policies, <Scale />)] : []),
    ...(may('activity.see', { scope: 'workspace' })
      ? [row('webhooks', text.webhooks, <Send />)]
      : []),
    row('support', text.support, <LifeBuoy />),
    { ...row('', directory, <BookOpen />), href: paths.directory },
  ]
}

function dataRows({ may }: MemberView): SettingsRow[] {
  if (!may('accounts.create', {})) return []
  const { importTitle, importRow, exportTitle, exportRow } = text.transfer
  return [
    row('import', { title: importTitle, row: importRow }, <Upload />),
    row('export', { title: exportTitle, row: exportRow }, <Download />),
  ]
}

function aboutRows(): SettingsRow[] {
  return [
    { ...row('', messages.help.places.help, <CircleQuestionMark />), href: paths.help('index') },
    row('about', text.about, <Info />),
  ]
}

function row(
  page: string,
  words: { readonly title: string; readonly row?: unknown },
  icon: ReactNode,
  state?: SettingsRow['state'],
): SettingsRow {
  return {
    href: paths.settingsPage(page),
    title: words.title,
    subtitle: typeof words.row === 'string' ? words.row : undefined,
    icon,
    state,
  }
}
