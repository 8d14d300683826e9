import { useId, useState } from 'react'
import {
  makePassword,
  PASSWORD_CLASSES,
  PASSWORD_LENGTH,
  type PasswordClass,
} from '@keyward/keyholder/accounts'
import { Button, Checkbox, MonoBlock, Sheet } from '@keyward/ui'
import RefreshCw from 'lucide-react/icons/refresh-cw'
import { useDesk } from '../../../app/use-desk.ts'
import { messages } from '../../../messages/messages.ts'

export interface PasswordSheetProps {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
  readonly onUse: (password: string) => void
}

/** Makes a password as one wants it. */
export function PasswordSheet({ isOpen, onOpenChange, onUse }: PasswordSheetProps) {
  const text = messages.accountForm.generator
  return (
    <Sheet
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={text.title}
      closeLabel={messages.app.close}
    >
      <Generator
        onUse={(password) => {
          onUse(password)
          onOpenChange(false)
        }}
      />
    </Sheet>
  )
}

const CLASSES = Object.keys(PASSWORD_CLASSES) as readonly PasswordClass[]
const USUAL = { length: 20, classes: CLASSES }

function Generator({ onUse }: Pick<PasswordSheetProps, 'onUse'>) {
  const text = messages.accountForm.generator
  const { random } = useDesk().platform
  const [options, setOptions] = useState(USUAL)
  const [password, setPassword] = useState(() => makePassword(random, USUAL))
  const make = (next: typeof USUAL): void => {
    setOptions(next)
    setPassword(makePassword(random, next))
  }
  const toggle = (name: PasswordClass, isOn: boolean): void => {
    const classes = CLASSES.filter((one) => (one === name ? isOn : options.classes.includes(one)))
    if (classes.length > 0) make({ ...options, classes })
  }
  return (
    <div className="flex flex-col gap-5">
      <div aria-live="polite">
        <MonoBlock label={text.made}>{password}</MonoBlock>
      </div>
      <div>
        <Button icon={<RefreshCw />} onPress={() => make(options)}>
          {text.again}
        </Button>
      </div>
      <Length value={options.length} onChange={(length) => make({ ...options, length })} />
      <fieldset className="flex flex-col">
        <legend className="text-note font-medium">{text.classes}</legend>
        {CLASSES.map((name) => (
          <Checkbox
            key={name}
            label={text[name]}
            isChecked={options.classes.includes(name)}
            onChange={(isOn) => toggle(name, isOn)}
          />
        ))}
      </fieldset>
      <Button tone="primary" isWide onPress={() => onUse(password)}>
        {text.use}
      </Button>
    </div>
  )
}

interface LengthProps {
  readonly value: number
  readonly onChange: (length: number) => void
}

const LONGEST = 64

function Length({ value, onChange }: LengthProps) {
  const text = messages.accountForm.generator
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className="flex justify-between text-note font-medium">
        {text.lengthLabel}
        <span className="text-soft tabular-nums">{text.length(value)}</span>
      </label>
      <input
        id={id}
        type="range"
        min={PASSWORD_LENGTH.least}
        max={LONGEST}
        value={value}
        aria-valuetext={text.length(value)}
        onChange={(event) => onChange(Number(event.target.value))}
        className="h-11 w-full cursor-pointer accent-ink"
      />
    </div>
  )
}
