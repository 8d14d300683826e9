import AtSign from 'lucide-react/icons/at-sign'
import { useState } from 'react'
import {
  AppIcon,
  Checkbox,
  ChoiceList,
  DigitsField,
  PassphraseField,
  SearchField,
  SecretField,
  Section,
  SegmentedControl,
  Select,
  type StrengthScore,
  Switch,
  TextArea,
  TextField,
  Toggles,
} from '../ui.ts'
import { PlainPage } from './plain-page.tsx'

const WORDS = ['Very weak', 'Weak', 'Fair', 'Good', 'Strong'] as const
const EYES = { showLabel: 'Show', hideLabel: 'Hide' }

export function FieldsPage() {
  return (
    <PlainPage title="Fields">
      <Texts />
      <Secrets />
      <Choices />
    </PlainPage>
  )
}

function Texts() {
  const [text, setText] = useState('studio@acme.example')
  const shared = { value: text, onChange: setText }
  return (
    <Section title="Text">
      <div className="flex flex-col gap-5">
        <TextField label="Username" description="As the app shows it." {...shared} />
        <TextField
          label="Name"
          value=""
          onChange={() => {}}
          placeholder="Perch"
          icon={<AtSign />}
        />
        <TextField
          label="New username"
          error="Another Perch account has this username. Nothing is saved yet; choose another one."
          {...shared}
        />
        <TextField label="Checked username" checkingLabel="Checking the username" {...shared} />
        <TextField label="Fixed username" isDisabled {...shared} />
        <TextArea label="Notes" {...shared} />
        <SearchField label="Search accounts" clearLabel="Clear search" {...shared} />
        <SearchField
          label="Search members"
          clearLabel="Clear search"
          value=""
          onChange={() => {}}
        />
      </div>
    </Section>
  )
}

function Secrets() {
  const [text, setText] = useState('correct horse battery')
  const [digits, setDigits] = useState('123')
  const score = Math.min(4, Math.floor(text.length / 5)) as StrengthScore
  return (
    <Section title="Secrets">
      <div className="flex flex-col gap-5">
        <SecretField
          label="Password"
          value={text}
          onChange={setText}
          {...EYES}
          copyLabel="Copy password"
          onCopy={() => {}}
        />
        <PassphraseField
          label="Passphrase"
          description="Six words or more that nobody can guess."
          value={text}
          onChange={setText}
          {...EYES}
          strength={{ score, words: WORDS, label: 'Strength' }}
        />
        <PassphraseField
          label="Weak passphrase"
          error="This passphrase is easy to guess. Make it longer."
          value="abc"
          onChange={() => {}}
          {...EYES}
          strength={{ score: 0, words: WORDS, label: 'Strength' }}
        />
        <DigitsField label="Code from your e-mail" value={digits} onChange={setDigits} />
      </div>
    </Section>
  )
}

function Choices() {
  const [theme, setTheme] = useState<'system' | 'light' | 'dark'>('system')
  const [account, setAccount] = useState<string>('studio')
  return (
    <Section title="Choices">
      <div className="flex flex-col gap-5">
        <SegmentedControl
          label="Appearance"
          choices={[
            { value: 'system', label: 'System' },
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
          value={theme}
          onChange={setTheme}
        />
        <Role />
        <ChoiceList
          label="Update existing account"
          isKey
          choices={[
            {
              value: 'studio',
              label: 'Perch',
              description: 'studio@acme.example',
              icon: <AppIcon name="Perch" />,
              trailing: '1 passkey',
            },
            {
              value: 'ads',
              label: 'Perch Ads',
              description: 'ads@acme.example',
              icon: <AppIcon name="Perch Ads" />,
            },
            {
              value: 'long',
              label: 'Perch · maria-antonia.fernandez_orders@purchasing.acme-works.example',
              description: '2 passkeys',
              icon: <AppIcon name="Perch" />,
            },
            {
              value: 'old',
              label: 'Perch Old',
              description: 'Someone else owns it',
              icon: <AppIcon name="Perch Old" />,
              isDisabled: true,
            },
          ]}
          value={account}
          onChange={setAccount}
        />
        <Switches />
      </div>
    </Section>
  )
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

function Switches() {
  const [isOn, setOn] = useState(true)
  const [days, setDays] = useState<ReadonlySet<string>>(new Set(['Mon', 'Tue']))
  return (
    <>
      <Toggles
        label="Days"
        choices={DAYS.map((value) => ({ value, label: value }))}
        values={days}
        onChange={setDays}
      />
      <Switch
        label="Biometrics Login"
        description="Unlock with your face or finger."
        isOn={isOn}
        onChange={setOn}
      />
      <Switch label="Ask me each time" isOn={!isOn} onChange={(value) => setOn(!value)} />
      <Switch label="Not for this device" isOn={false} onChange={() => {}} isDisabled />
      <Checkbox
        label="I saved the recovery kit"
        description="Without it nobody can help."
        isChecked={isOn}
        onChange={setOn}
      />
      <Checkbox label="Send a report" isChecked={!isOn} onChange={(value) => setOn(!value)} />
    </>
  )
}

function Role() {
  const [role, setRole] = useState<string | null>(null)
  return (
    <Select
      label="Role"
      description="What they may do with this account."
      placeholder="Choose a role"
      choices={[
        { value: 'manager', label: 'Manager', description: 'Signs in, and may ask to share.' },
        { value: 'collaborator', label: 'Collaborator', description: 'Signs in only.' },
      ]}
      value={role}
      onChange={setRole}
    />
  )
}
