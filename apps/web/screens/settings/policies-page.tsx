import { Banner, Card, ChoiceList, Select, Switch } from '@keyward/ui'
import { setPolicy } from '@keyward/keyholder/commands'
import type { Policies, PolicySetting } from '@keyward/workspace/rules'
import { Problem } from '../../app/parts/problem.tsx'
import { useCommand } from '../../app/use-command.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { useMember } from '../../app/use-member.ts'
import { messages } from '../../messages/messages.ts'
import { minuteChoices } from './minute-choices.ts'
import { Setting } from './setting.tsx'

interface PartProps {
  readonly policies: Policies
  readonly isDisabled: boolean
  readonly onSet: (setting: PolicySetting) => void
}

const text = messages.settings.policies

/** What holds in the workspace: for Owner and Super Admins to change, and Admins to read. */
export function PoliciesPage() {
  const keyholder = useKeyholder()
  const { policies, may } = useMember()
  const set = useCommand((setting: PolicySetting) => setPolicy(keyholder, setting), {
    done: text.saved,
  })
  if (!may('policy.read', {})) return <Refused />
  const mayChange = may('policy.change', {})
  const part: PartProps = {
    policies,
    isDisabled: !mayChange || set.isPending,
    onSet: (setting) => void set.run(setting),
  }
  return (
    <Setting title={text.title} text={text.text}>
      {mayChange ? null : <Banner tone="info" title={text.readOnly} isAnnounced={false} />}
      <Problem problem={set.problem} />
      <UniqueUsername {...part} />
      <CreateOn {...part} />
      <LockAfter {...part} />
      <Switches {...part} />
    </Setting>
  )
}

function Refused() {
  return (
    <Setting title={text.title}>
      <Banner tone="info" title={text.refused} />
    </Setting>
  )
}

/** The two meanings of a unique username, side by side. */
function UniqueUsername({ policies, isDisabled, onSet }: PartProps) {
  const { uniqueUsername: words } = text
  return (
    <div className="flex flex-col gap-2">
      <ChoiceList
        label={words.label}
        choices={[
          {
            value: 'per-app',
            label: words['per-app'],
            description: words.perAppText,
            isDisabled,
          },
          {
            value: 'workspace',
            label: words.workspace,
            description: words.workspaceText,
            isDisabled,
          },
        ]}
        value={policies.uniqueUsername}
        onChange={(value) => onSet({ policy: 'uniqueUsername', value })}
      />
      <p className="text-note text-soft">{words.text}</p>
    </div>
  )
}

function CreateOn({ policies, isDisabled, onSet }: PartProps) {
  const { createOn: words } = text
  return (
    <ChoiceList
      label={words.label}
      choices={[
        {
          value: 'everywhere',
          label: words.everywhere,
          description: words.everywhereText,
          isDisabled,
        },
        { value: 'mobile', label: words.mobile, description: words.mobileText, isDisabled },
      ]}
      value={policies.createOn}
      onChange={(value) => onSet({ policy: 'createOn', value })}
    />
  )
}

function LockAfter({ policies, isDisabled, onSet }: PartProps) {
  const { lockAfterMinutes: words } = text
  return (
    <Select
      label={words.label}
      description={words.text}
      placeholder={words.label}
      choices={minuteChoices(policies.lockAfterMinutes).map((minutes) => ({
        value: String(minutes),
        label: words.after(minutes),
      }))}
      value={String(policies.lockAfterMinutes)}
      isDisabled={isDisabled}
      onChange={(value) => onSet({ policy: 'lockAfterMinutes', value: Number(value) })}
    />
  )
}

const SWITCHES = ['plaintextExport', 'selfAttestation', 'continuity'] as const

function Switches({ policies, isDisabled, onSet }: PartProps) {
  return (
    <Card isList>
      {SWITCHES.map((policy) => (
        <div key={policy} className="px-4 py-1">
          <Switch
            label={text[policy].label}
            description={text[policy].text}
            isOn={policies[policy]}
            isDisabled={isDisabled}
            onChange={(value) => onSet({ policy, value })}
          />
        </div>
      ))}
    </Card>
  )
}
